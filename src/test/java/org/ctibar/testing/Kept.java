package org.ctibar.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What one test opens and later ones of the same process use, until the process ends. */
public final class Kept {
  private static final List<Resources> KEPT = new ArrayList<>();

  private Kept() {}

  /** @param opens whatever processes, ports and threads are new after it stay */
  public static synchronized <T> T open(Supplier<T> opens) {
    Resources before = Resources.now();
    T opened = opens.get();
    KEPT.add(Resources.now().minus(before));
    return opened;
  }

  static synchronized Resources without(Resources all) {
    return KEPT.stream().reduce(all, Resources::minus);
  }
}
