package org.ctibar.simulator;

/** A leg that listens to another. */
final class Eavesdrop {
  private static final int PARTNER = 1;
  private static final int TARGET = 2;

  private final Channel listener;
  private final Channel target;
  private final String applicationUuid;
  private final Runnable next;
  private boolean heardByTarget;
  private boolean heardByPartner;

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

  boolean heardByTarget() {
    return heardByTarget;
  }

  /** By whom the target talks with. */
  boolean heardByPartner() {
    return heardByPartner;
  }

  void speak(boolean toTarget, boolean toPartner) {
    heardByTarget = toTarget;
    heardByPartner = toPartner;
  }

  /** 0 to 3: each is the sum of those who hear the listener. */
  void key(char digit) {
    if (digit >= '0' && digit <= '0' + PARTNER + TARGET) {
      int sum = digit - '0';
      speak((sum & TARGET) != 0, (sum & PARTNER) != 0);
    }
  }
}
