package org.ctibar.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctibar.call.Stage.Sound;

/**
 * Who is to hear whom, or what.
 *
 * @param pair two who are to talk, the one that must not be lost first; empty for none
 * @param together who are to be in the conference; empty for none
 * @param alone what others hear
 */
record Scene(List<String> pair, List<String> together, Map<String, Sound> alone) {

  static Scene of(Talk talk) {
    Cast cast = talk.cast();
    return switch (talk.phase()) {
      case TALKING -> talking(talk, cast.customer(), cast.agent());
      case HELD -> alone(cast.customer(), Sound.MUSIC);
      case CONSULT_RINGING, TRANSFERRING ->
        alone(cast.customer(), Sound.MUSIC).and(cast.agent(), Sound.RINGBACK);
      case CONSULTING ->
        talking(talk, cast.agent(), cast.target()).and(cast.customer(), Sound.MUSIC);
      case ALTERNATED ->
        talking(talk, cast.customer(), cast.agent()).and(cast.target(), Sound.MUSIC);
      case CONFERENCED ->
        new Scene(List.of(), List.of(cast.customer(), cast.agent(), cast.target()), Map.of());
      case REFERRED, RECALLING -> alone(cast.customer(), Sound.MUSIC);
      case CLEARING -> new Scene(List.of(), List.of(), Map.of());
    };
  }

  /** Who waits for a phone that is being rung hears music. */
  private static Scene talking(Talk talk, String one, String other) {
    if (talk.isUp(one) && talk.isUp(other)) {
      return new Scene(List.of(one, other), List.of(), Map.of());
    }
    return alone(talk.isUp(one) ? one : other, Sound.MUSIC);
  }

  private static Scene alone(String leg, Sound sound) {
    return new Scene(List.of(), List.of(), Map.of()).and(leg, sound);
  }

  private Scene and(String leg, Sound sound) {
    if (leg == null) {
      return this;
    }
    Map<String, Sound> all = new LinkedHashMap<>(alone);
    all.put(leg, sound);
    return new Scene(pair, together, all);
  }
}
