package org.ctibar.verify;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ctibar.verify.sip.Tone;

/** Everything that can be heard. Music and ringback are tones, too, so that a listener can tell them. */
final class Voices {
  static final Tone MUSIC = new Tone("music", 3_100);
  static final Tone RINGBACK = new Tone("ringback", 3_300);
  /** Not among them are those of which keys of a phone are made. */
  private static final List<Integer> HZ = Stream.iterate(300, hz -> hz <= 2_900, hz -> hz + 100)
      .filter(hz -> hz != 700 && hz != 1_200 && hz != 1_300 && hz != 1_500)
      .toList();

  private final Map<String, Tone> tones = new ConcurrentHashMap<>();

  Voices() {
    tones.put(MUSIC.name(), MUSIC);
    tones.put(RINGBACK.name(), RINGBACK);
  }

  /** The same name gets the same voice. */
  Tone of(String name) {
    return tones.computeIfAbsent(name, n -> new Tone(n, HZ.get(tones.size() - 2)));
  }

  /** Grows while phones are added. */
  Collection<Tone> all() {
    return tones.values();
  }

  static String stream(Tone tone) {
    return "tone_stream://%(1000,0," + tone.hz() + ");loops=-1";
  }
}
