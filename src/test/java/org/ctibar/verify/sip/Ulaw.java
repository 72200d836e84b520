package org.ctibar.verify.sip;

/** G.711 µ-law. */
final class Ulaw {
  private static final int BIAS = 0x84;
  private static final int CLIP = 32_635;
  private static final short[] DECODED = new short[256];

  static {
    for (int i = 0; i < DECODED.length; i++) {
      int code = ~i & 0xff;
      int magnitude = (((code & 0x0f) << 3) + BIAS << ((code & 0x70) >> 4)) - BIAS;
      DECODED[i] = (short) ((code & 0x80) != 0 ? -magnitude : magnitude);
    }
  }

  private Ulaw() {}

  static short decode(byte code) {
    return DECODED[code & 0xff];
  }

  static byte encode(int sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
    int exponent = 31 - Integer.numberOfLeadingZeros(magnitude >> 7);
    int mantissa = magnitude >> exponent + 3 & 0x0f;
    return (byte) ~(sign | exponent << 4 | mantissa);
  }
}
