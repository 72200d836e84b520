package org.ctibar.verify.walk;

import java.util.Set;

/** A phone within reach of a random walk. What makes no sense at the moment does nothing. */
public interface Handset {
  /** An extension, or a number outside. */
  String number();

  boolean rings();

  boolean talks();

  void lift();

  /** Ends every call at it; refuses one that rings. */
  void layDown();

  void refuse();

  void hold();

  void resume();

  /** Keys that {@link Walk} presses only where they are there. */
  default Set<String> keys() {
    return Set.of("hold", "resume");
  }

  /**
   * The numbers of the callers to whose calls its legs belong, as the switch itself knows: what an agent's snapshot says
   * may be of a moment ago. Empty where the world cannot ask.
   */
  default Set<String> callers() {
    return Set.of();
  }
}
