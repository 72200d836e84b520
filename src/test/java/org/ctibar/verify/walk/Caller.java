package org.ctibar.verify.walk;

/** Somebody who called from outside. */
public interface Caller {
  String number();

  void hangUp();

  boolean isOver();

  /** Whether it is over because this caller hung up. */
  boolean endedItself();
}
