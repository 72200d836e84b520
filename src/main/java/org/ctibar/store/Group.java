package org.ctibar.store;

/**
 * A skill group; its callers wait in the queue of the same id.
 *
 * @param strategy name of the routing strategy
 */
public record Group(
    String id, String name, int ringTimeoutMs, int wrapUpMs, boolean enableAsr, String strategy) {
  public static final int DEFAULT_RING_TIMEOUT_MS = 20_000;
  public static final int DEFAULT_WRAP_UP_MS = 0;
  public static final String DEFAULT_STRATEGY = "longest_idle";

  /** With the defaults that an import also applies. */
  public static Group of(String id, String name) {
    return new Group(
        id, name, DEFAULT_RING_TIMEOUT_MS, DEFAULT_WRAP_UP_MS, false, DEFAULT_STRATEGY);
  }
}
