package org.ctibar.testing;

import java.util.function.Supplier;

/** What one test opens and later ones of the same process use, until the process ends. */
public final class Kept {
  private static Resources kept = Resources.NONE;

  private Kept() {}

  /** @param opens whatever processes, ports and threads are new after it stay */
  public static synchronized <T> T open(Supplier<T> opens) {
    Resources before = Resources.now();
    T opened = opens.get();
    kept = kept.plus(Resources.now().minus(before));
    return opened;
  }

  static synchronized Resources without(Resources all) {
    return all.minus(kept);
  }
}
