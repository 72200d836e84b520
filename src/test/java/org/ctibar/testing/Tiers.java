package org.ctibar.testing;

/**
 * Tags by which {@code scripts/test} chooses. A test without one is of the quick tier: pure code, or single classes with
 * hand-written neighbours.
 */
public final class Tiers {
  /** With a database, a whole node, a cluster, or a call centre on the simulated switch. */
  public static final String INTEGRATION = "integration";

  /** Only {@code scripts/test long}. */
  public static final String LONG = "long";

  /** Random input, of which {@code scripts/test long} tries many times as much: {@link Seeds}. */
  public static final String SEEDS = "seeds";

  private Tiers() {}
}
