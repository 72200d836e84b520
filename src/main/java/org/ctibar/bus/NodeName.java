package org.ctibar.bus;

import java.util.Objects;
import java.util.UUID;

/**
 * A node as those that outlive it know it: one that starts again under the same id is another.
 *
 * @param id as set
 * @param incarnation of one start
 */
public record NodeName(String id, String incarnation) {
  private static final char INCARNATION = '#';

  public NodeName {
    Objects.requireNonNull(id);
    Objects.requireNonNull(incarnation);
  }

  /** This start of a node. */
  public static NodeName begin(String id) {
    return new NodeName(id, UUID.randomUUID().toString().substring(0, 8));
  }

  /** @param text what {@link #toString} made */
  public static NodeName parse(String text) {
    int cut = text.lastIndexOf(INCARNATION);
    return new NodeName(text.substring(0, cut), text.substring(cut + 1));
  }

  /** {@code n1#5b0f7c1e}. */
  @Override
  public String toString() {
    return id + INCARNATION + incarnation;
  }
}
