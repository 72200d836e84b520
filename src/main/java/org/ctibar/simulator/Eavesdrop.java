package org.ctibar.simulator;

/** A leg that listens to another. */
final class Eavesdrop {
  /** Who hears the listener. */
  enum Voice {
    NOBODY('0'),
    PARTNER('1'),
    TARGET('2'),
    BOTH('3');

    private final char key;

    Voice(char key) {
      this.key = key;
    }
  }

  private final Channel listener;
  private final Channel target;
  private final String applicationUuid;
  private final Runnable next;
  private Voice voice = Voice.NOBODY;

  Eavesdrop(Channel listener, Channel target, String applicationUuid, Runnable next) {
    this.listener = listener;
    this.target = target;
    this.applicationUuid = applicationUuid;
    this.next = next;
  }

  Channel listener() {
    return listener;
  }

  Channel target() {
    return target;
  }

  String applicationUuid() {
    return applicationUuid;
  }

  /** What the listener's dialplan does when this is over by itself. */
  Runnable next() {
    return next;
  }

  Voice voice() {
    return voice;
  }

  void speak(boolean toTarget, boolean toPartner) {
    if (toTarget) {
      voice = toPartner ? Voice.BOTH : Voice.TARGET;
    } else {
      voice = toPartner ? Voice.PARTNER : Voice.NOBODY;
    }
  }

  void key(char digit) {
    for (Voice each : Voice.values()) {
      if (each.key == digit) {
        voice = each;
      }
    }
  }
}
