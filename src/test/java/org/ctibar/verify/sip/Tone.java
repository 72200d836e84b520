package org.ctibar.verify.sip;

/**
 * The voice of a phone, by which others know it.
 *
 * @param hz a multiple of 50, so that a listener can tell it from every other such tone
 */
public record Tone(String name, int hz) {
  static final int RATE = 8_000;
  static final int FRAME = 160;
  private static final double AMPLITUDE = 4_000;

  public Tone {
    if (hz % 50 != 0 || hz < 200 || hz > 3_400) {
      throw new IllegalArgumentException("no tone of " + hz + " Hz");
    }
  }

  /** 20 ms of it, as µ-law. */
  byte[] frame(long number) {
    byte[] frame = new byte[FRAME];
    for (int i = 0; i < FRAME; i++) {
      double seconds = (number * FRAME + i) / (double) RATE;
      frame[i] = Ulaw.encode((int) (AMPLITUDE * Math.sin(2 * Math.PI * hz * seconds)));
    }
    return frame;
  }

  /** How loud it is in what was heard: 1 is as loud as it is sent. */
  double loudnessIn(short[] samples) {
    double turn = 2 * Math.PI * hz / RATE;
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < samples.length; i++) {
      real += samples[i] * Math.cos(turn * i);
      imaginary += samples[i] * Math.sin(turn * i);
    }
    return 2 * Math.hypot(real, imaginary) / samples.length / AMPLITUDE;
  }
}
