package org.ctibar.verify.sip;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Tells which of the known tones sounded in the last tenth of a second or two. */
final class Ear {
  private static final int WINDOW = 1_280; // whole waves of every tone that is a multiple of 50 Hz
  private static final double AUDIBLE = 0.12;
  private static final long SILENT_AFTER_NS = 150_000_000;

  private final Collection<Tone> known;
  private final short[] last = new short[WINDOW];
  private int at;
  private long heardNs = System.nanoTime() - SILENT_AFTER_NS;

  Ear(Collection<Tone> known) {
    this.known = known;
  }

  synchronized void hear(byte[] ulaw) {
    long nowNs = System.nanoTime();
    if (nowNs - heardNs > SILENT_AFTER_NS) {
      Arrays.fill(last, (short) 0);
    }
    heardNs = nowNs;
    for (byte code : ulaw) {
      last[at] = Ulaw.decode(code);
      at = (at + 1) % WINDOW;
    }
  }

  Set<String> hears() {
    short[] samples = samples();
    Set<String> names = new TreeSet<>();
    known.stream()
        .filter(tone -> tone.loudnessIn(samples) > AUDIBLE)
        .forEach(tone -> names.add(tone.name()));
    return names;
  }

  private synchronized short[] samples() {
    short[] samples = new short[WINDOW];
    if (System.nanoTime() - heardNs < SILENT_AFTER_NS) {
      System.arraycopy(last, at, samples, 0, WINDOW - at);
      System.arraycopy(last, 0, samples, WINDOW - at, at);
    }
    return samples;
  }
}
