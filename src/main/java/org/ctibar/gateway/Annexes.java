package org.ctibar.gateway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The annexes of a node: whoever has one brings it before the gateway starts. Safe for any thread. */
public final class Annexes {
  private final List<Annex> all = new CopyOnWriteArrayList<>();

  public void add(Annex annex) {
    all.add(annex);
  }

  List<Annex> all() {
    return List.copyOf(all);
  }
}
