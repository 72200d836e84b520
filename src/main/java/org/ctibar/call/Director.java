package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Stage.Move;
import org.ctibar.call.Stage.Sound;

/**
 * Brings the legs of a talk from where they are to where they should be: one command at a time, the next after its
 * event, whatever was asked for meanwhile. What others are told waits until it is so. Pure.
 */
final class Director {
  private Director() {}

  static Step arrange(Talk talk) {
    if (!talk.stage().settled()) {
      return Step.of(talk);
    }
    Scene scene = Scene.of(talk);
    Optional<Step> move = move(talk, scene);
    if (move.isPresent()) {
      Talk moving = (Talk) move.get().call();
      return move.get().and(sounds(moving, scene));
    }
    Step heard = sounds(talk, scene);
    return heard.and(settle((Talk) heard.call()));
  }

  private static Optional<Step> move(Talk talk, Scene scene) {
    if (!scene.pair().isEmpty()) {
      return join(talk, scene.pair().get(0), scene.pair().get(1));
    }
    if (!scene.together().isEmpty()) {
      return gather(talk, scene.together());
    }
    return talk.phase() == Talk.Phase.CLEARING ? Optional.empty() : park(talk);
  }

  private static Optional<Step> join(Talk talk, String first, String second) {
    Stage stage = talk.stage();
    if (stage.joined(first, second) || !stage.knows(first) || !stage.knows(second)) {
      return Optional.empty();
    }
    return Optional.of(Step.of(
        talk.on(stage.moving(Move.Kind.JOIN, List.of(first, second))),
        new Effect.Bridge(first, second),
        looksAfter(talk, first)));
  }

  private static Optional<Step> gather(Talk talk, List<String> legs) {
    Stage stage = talk.stage();
    if (!legs.stream().allMatch(stage::knows) || stage.gathered().containsAll(legs)) {
      return Optional.empty();
    }
    List<String> missing =
        legs.stream().filter(leg -> !stage.gathered().contains(leg)).toList();
    return Optional.of(Step.of(
        talk.on(stage.moving(Move.Kind.GATHER, missing)),
        new Effect.Gather(talk.facts().callId(), pairs(stage, missing)),
        looksAfter(talk, missing.get(0))));
  }

  /** Those who talk with each other come by one command: alone, the other would park first. */
  private static List<List<String>> pairs(Stage stage, List<String> legs) {
    List<List<String>> pairs = new ArrayList<>();
    for (String leg : legs) {
      String partner = stage.with().get(leg);
      if (partner == null) {
        pairs.add(List.of(leg));
      } else if (pairs.stream().noneMatch(pair -> pair.contains(leg))) {
        pairs.add(List.of(leg, partner));
      }
    }
    return pairs;
  }

  /** Out of a bridge, and the partner too, or out of a conference that is none any more. */
  private static Optional<Step> park(Talk talk) {
    Cast cast = talk.cast();
    Stage stage = talk.stage();
    return Stream.of(cast.customer(), cast.agent(), cast.target())
        .filter(leg -> leg != null)
        .filter(leg -> stage.with().containsKey(leg) || stage.gathered().contains(leg))
        .findFirst()
        .map(leg -> Step.of(
            talk.on(stage.moving(Move.Kind.PARK, parking(stage, leg))),
            new Effect.Park(leg),
            looksAfter(talk, leg)));
  }

  private static List<String> parking(Stage stage, String leg) {
    String partner = stage.with().get(leg);
    return partner == null ? List.of(leg) : List.of(leg, partner);
  }

  private static Step sounds(Talk talk, Scene scene) {
    Step step = Step.of(talk);
    for (Map.Entry<String, Sound> wish : scene.alone().entrySet()) {
      step = step.and(sound((Talk) step.call(), wish.getKey(), wish.getValue()));
    }
    return step;
  }

  private static Step sound(Talk talk, String leg, Sound sound) {
    Stage stage = talk.stage();
    Sound now = stage.hears().get(leg);
    if (!talk.isUp(leg) || !stage.alone(leg) || now == sound) {
      return Step.of(talk);
    }
    Effect play = sound == Sound.MUSIC ? new Effect.PlayMusic(leg) : new Effect.PlayRingback(leg);
    Talk playing = talk.on(stage.playing(leg, sound));
    boolean silent = now == null && stage.tries() == 0; // a bridge in vain may have left it on
    return silent ? Step.of(playing, play) : Step.of(playing, new Effect.StopMedia(leg), play);
  }

  /** Everybody is where they should be: now others hear of it, and go who may. */
  private static Step settle(Talk talk) {
    return new Step(talk.told(), talk.news()).and(talk.told().goodbyes());
  }

  static Effect looksAfter(Talk talk, String leg) {
    return new Effect.StartTimer(Timer.BRIDGE, leg, talk.times().bridge());
  }
}
