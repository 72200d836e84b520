package org.ctibar.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.call.Direction;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Talk.Phase;
import org.ctibar.esl.ChannelSnapshot;

/**
 * A talk that an agent did something with, found with its {@link Memo}: it goes on in the phase in which it was, its
 * legs are brought to where that wants them, and whatever happened meanwhile happens now. Pure.
 */
final class FoundTalk {
  /** A leg that was asked for a moment ago may not be there yet: the switch looks its phone up first. */
  private static final long YOUNG_MS = 30_000;

  private final Found found;
  private final Memo memo;

  private FoundTalk(Found found, Memo memo) {
    this.found = found;
    this.memo = memo;
  }

  static Optional<Step> in(Found found) {
    return Memo.newest(found.all())
        .map(memo -> new FoundTalk(found, memo))
        .filter(FoundTalk::goesOn)
        .map(FoundTalk::step);
  }

  /** Whose agent is gone waits for another, where there is a group; a bare leg is nobody's talk. */
  private boolean goesOn() {
    Cast cast = memo.cast();
    boolean plain = memo.phase() == Phase.TALKING || memo.phase() == Phase.HELD;
    boolean forsaken = plain && found.channel(cast.agent()).isEmpty() && !hasParted(cast.agent());
    return memo.phase() != Phase.CLEARING
        && !forsaken
        && memo.members().stream().anyMatch(leg -> found.channel(leg).isPresent());
  }

  /** Its agent hung up, and the switch did so. */
  private boolean hasParted(String leg) {
    return memo.leg(String.valueOf(leg))
        .filter(known -> known.agentId() != null)
        .map(known -> Variables.encoded(known.agentId()))
        .filter(agent -> found
            .channel(memo.cast().customer())
            .filter(customer -> agent.equals(customer.variable(Variables.PARTING)))
            .isPresent())
        .isPresent();
  }

  private Step step() {
    Talk talk = talk();
    Step step = new Step(talk.announcing(news(talk)), kept(talk));
    for (LegEvent event : missed(talk)) {
      step = step.and(step.call().on(event, found.now()));
    }
    step = strays(step);
    return step.call() instanceof Talk left ? step.and(resumed(left)) : step;
  }

  private Talk talk() {
    Map<String, String> leaving = new LinkedHashMap<>(memo.cast().leaving());
    leaving.keySet().removeIf(leg -> found.channel(leg).isEmpty());
    Cast was = memo.cast();
    Cast cast =
        new Cast(was.customer(), was.agent(), was.target(), leaving, was.home(), was.returning());
    return new Talk(
        facts(),
        found.times(),
        memo.phase(),
        cast,
        found.stage(found.all().stream().map(ChannelSnapshot::uuid).toList()),
        memo.heldBy(),
        memo.attempts(),
        0,
        List.of());
  }

  /** Legs that are gone count as there until their end is told; those whom nobody misses ended long ago. */
  private CallFacts facts() {
    Map<String, Leg> legs = new LinkedHashMap<>();
    for (Leg leg : memo.legs()) {
      boolean missed =
          memo.members().contains(leg.uuid()) || found.channel(leg.uuid()).isPresent();
      legs.put(leg.uuid(), missed ? leg : leg.ended(found.now(), Causes.NO_WORD));
    }
    return new CallFacts(
        memo.origin().with(found.data()),
        legs,
        Map.of(),
        memo.bridgedAt(),
        null,
        null,
        memo.reason());
  }

  private List<Effect> kept(Talk talk) {
    List<Effect> effects = new ArrayList<>();
    for (Leg leg : talk.facts().livingLegs()) {
      if (leg.answered() && leg.agentId() != null) {
        effects.add(new Effect.KeepLeg(leg.uuid()));
      } else if (!leg.answered()) {
        long most =
            leg.role() == LegRole.CONSULT ? talk.times().callee() : talk.times().ownPhone();
        effects.add(new Effect.StartTimer(Timer.RING, leg.uuid(), found.ringsOn(leg, most)));
      }
    }
    return effects;
  }

  private List<LegEvent> missed(Talk talk) {
    List<LegEvent> events = new ArrayList<>();
    for (Leg leg : talk.facts().livingLegs()) {
      Optional<ChannelSnapshot> channel = found.channel(leg.uuid());
      boolean young = !leg.answered() && leg.createdAt() > found.now() - YOUNG_MS;
      if (channel.isPresent() && !leg.answered()) {
        events.addAll(LegEvent.seenOn(channel.get()));
      } else if (channel.isEmpty() && !young) {
        events.add(LegEvent.ended(
            leg.uuid(), hasParted(leg.uuid()) ? Causes.NORMAL_CLEARING : Causes.NO_WORD));
      }
    }
    return events;
  }

  /** Legs of the call that had no part in the talk any more. */
  private Step strays(Step begun) {
    Step step = begun;
    for (ChannelSnapshot channel : found.all()) {
      if (step.call().facts().leg(channel.uuid()).isEmpty()) {
        Leg leg = found.leg(channel, Remains.role(channel));
        CallModel call = step.call().withFacts(step.call().facts().with(leg));
        boolean elsewhere = leg.agentId() != null
            && call.facts().legs().values().stream()
                .anyMatch(l -> !l.ended()
                    && !l.uuid().equals(leg.uuid())
                    && leg.agentId().equals(l.agentId()));
        step = step.and(
            elsewhere
                ? call.letGo(leg.uuid(), Causes.NORMAL_CLEARING, null)
                : Remains.letGo(call, leg, Causes.NORMAL_CLEARING));
      }
    }
    return step;
  }

  /** What was being looked up nobody remembers: as if it had led nowhere. */
  private Step resumed(Talk talk) {
    if (talk.phase() == Phase.REFERRED) {
      return arranged(Recall.afterReferral(talk, found.now()));
    }
    boolean sought = talk.phase() == Phase.RECALLING && talk.cast().agent() == null;
    return arranged(sought ? Recall.refuge(talk) : Step.of(talk));
  }

  private static Step arranged(Step step) {
    return step.call() instanceof Talk talk ? step.and(Director.arrange(talk)) : step;
  }

  /** To each agent what there is now: whoever knows it hears nothing new. */
  static List<Effect> news(Talk talk) {
    Cast cast = talk.cast();
    List<Effect> news = new ArrayList<>();
    if (talk.isUp(cast.agent())) {
      news.addAll(talk.tell(cast.agent(), CallStep.ANSWER));
      boolean dialled = talk.facts().origin().direction() != Direction.INBOUND;
      if (dialled && cast.customer() != null) {
        news.addAll(talk.tell(cast.agent(), CallStep.CALLEE_ANSWER));
      }
      news.addAll(talk.tell(cast.agent(), ofAgent(talk)));
    }
    CallStep others = talk.phase() == Phase.CONFERENCED ? CallStep.CONFERENCE : CallStep.TALKS;
    for (String leg : new String[] {cast.customer(), cast.target()}) {
      if (talk.isUp(leg)) {
        news.addAll(talk.tell(leg, CallStep.ANSWER));
        news.addAll(talk.tell(leg, others));
      }
    }
    return news;
  }

  private static CallStep ofAgent(Talk talk) {
    return switch (talk.phase()) {
      case CONSULT_RINGING ->
        talk.cast().customer() == null ? CallStep.LEFT_CALLING : CallStep.CONSULT;
      case CONSULTING, ALTERNATED -> CallStep.CONSULT;
      case CONFERENCED -> CallStep.CONFERENCE;
      case HELD -> CallStep.HOLD;
      case TALKING, TRANSFERRING, REFERRED, RECALLING, CLEARING ->
        talk.heldBy() == null ? CallStep.TALKS : CallStep.HOLD;
    };
  }
}
