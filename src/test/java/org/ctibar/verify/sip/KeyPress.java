package org.ctibar.verify.sip;

/** A key that is held down for a tenth of a second, packet by packet, as RFC 2833 says it. */
final class KeyPress {
  private static final int PACKETS = 5;
  private static final int REPEATED_ENDS = 3;
  private static final byte VOLUME = 10;
  private static final byte END = (byte) 0x80;

  private final int event;
  private final int time;
  private int sent;

  /** @param time of the first packet, which all of them carry */
  KeyPress(int event, int time) {
    this.event = event;
    this.time = time;
  }

  int time() {
    return time;
  }

  byte[] next() {
    sent++;
    boolean ends = sent > PACKETS;
    int duration = Math.min(sent, PACKETS) * Tone.FRAME;
    byte flags = ends ? (byte) (END | VOLUME) : VOLUME;
    return new byte[] {(byte) event, flags, (byte) (duration >> 8), (byte) duration};
  }

  boolean isOver() {
    return sent >= PACKETS + REPEATED_ENDS;
  }
}
