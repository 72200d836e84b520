package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Stage.Move;

/**
 * A call that came to a talk, and all that an agent does with it. What an agent asks for changes the phase at once;
 * {@link Director} then brings the legs to where the phase wants them.
 *
 * @param heldBy as in {@link CallView.Treatment}; null while nobody is on hold
 * @param attempts offers made so far, should the call go back to a queue
 * @param graceUntil a queue's agent whose leg ends by itself before this never talked; ms since 1970
 * @param news what is told as soon as everybody is where they should be
 */
record Talk(
    CallFacts facts,
    CallTimes times,
    Phase phase,
    Cast cast,
    Stage stage,
    String heldBy,
    int attempts,
    long graceUntil,
    List<Effect> news)
    implements CallModel {

  enum Phase {
    TALKING,
    HELD,
    /** The customer hears music, the agent the ringing of whom is consulted. */
    CONSULT_RINGING,
    /** Agent and consulted party talk; the customer hears music. */
    CONSULTING,
    /** Agent and customer talk; the consulted party hears music. */
    ALTERNATED,
    CONFERENCED,
    /** The customer waits for the target of a transfer; the agent stays until that rings. */
    TRANSFERRING,
    /** The agent's phone has transferred the customer; where to is being looked up. */
    REFERRED,
    /** An agent is called back. */
    RECALLING,
    /** Whoever is left is being let go. */
    CLEARING
  }

  private static final int MOST_TRIES = 3;

  Talk {
    news = List.copyOf(news);
  }

  /** Two who are bridged. @param graceUntil 0 for none */
  static Talk begun(CallFacts facts, CallTimes times, Cast cast, int attempts, long graceUntil) {
    Stage stage = Stage.talking(cast.customer(), cast.agent());
    return new Talk(
        facts, times, Phase.TALKING, cast, stage, null, attempts, graceUntil, List.of());
  }

  @Override
  public Step decide(CallInput input, long nowMs) {
    Step step = moved(input, nowMs);
    Step arranged = step.call() instanceof Talk talk ? step.and(Director.arrange(talk)) : step;
    return arranged.then(noLongerAwaited(arranged.call()));
  }

  /** The timer of a move that is over must not go off in the next one. */
  private List<Effect> noLongerAwaited(CallModel after) {
    if (stage.settled()) {
      return List.of();
    }
    String leg = stage.move().first();
    boolean awaited = after instanceof Talk talk
        && !talk.stage().settled()
        && talk.stage().move().first().equals(leg);
    return awaited ? List.of() : List.of(new Effect.StopTimer(Timer.BRIDGE, leg));
  }

  private Step moved(CallInput input, long now) {
    if (input instanceof LegEvent event) {
      return legMoved(event, now);
    } else if (input instanceof CallInput.Asked asked) {
      return TalkActs.asked(this, asked.command(), now);
    } else if (input instanceof CallInput.Call call) {
      return TalkActs.call(this, call, now);
    } else if (input instanceof CallInput.TakeOver take) {
      return TalkActs.takeOver(this, take, now);
    } else if (input instanceof CallInput.SendTo send) {
      return TalkActs.sendTo(this, send);
    } else if (input instanceof CallInput.NotResolved && phase == Phase.REFERRED) {
      return Recall.afterReferral(this, now);
    } else if (input instanceof CallInput.Refuge refuge && phase == Phase.RECALLING) {
      return Recall.toQueue(this, refuge.queue());
    } else if (input instanceof CallInput.TimeUp time) {
      return timeUp(time, now);
    } else if (input instanceof CallInput.Inspected found) {
      return inspected(found, now);
    } else if (input instanceof CallInput.Unwanted unwanted) {
      return Summons.rings(this, unwanted.leg())
          ? Summons.failed(this, unwanted.leg(), Causes.USER_BUSY, now)
          : Step.of(this);
    } else if (input instanceof CallInput.Silence silence
        && stage.settled()
        && stage.resting().contains(silence.leg())) {
      Stage waking = stage.moving(Move.Kind.PARK, List.of(silence.leg()));
      return staged(waking).then(List.of(new Effect.Wake(silence.leg())));
    }
    return Step.of(this);
  }

  private Step legMoved(LegEvent event, long now) {
    String leg = event.leg();
    return switch (event.kind()) {
      case CREATED -> Step.of(this);
      case RINGING -> Summons.rings(this, leg) ? Summons.ringing(this, leg) : Step.of(this);
      case ANSWERED -> Summons.answered(this, leg);
      case PARKED -> event.answered() ? parked(event) : Step.of(this);
      case BRIDGED ->
        facts.leg(event.peer()).isPresent()
            ? staged(stage.bridged(leg, event.peer()))
            : PhoneActs.joined(this, leg, event.peer(), now);
      case GATHERED -> staged(stage.gathered(leg));
      case HELD -> PhoneActs.held(this, leg);
      case RETRIEVED -> PhoneActs.retrieved(this, leg);
      case ENDED, FAILED -> Parting.gone(this, leg, event.cause(), now);
    };
  }

  private Step parked(LegEvent event) {
    if (event.referredTo() != null) {
      Optional<Step> referred = PhoneActs.referred(this, event);
      if (referred.isPresent()) {
        return referred.get();
      }
    }
    Step here = staged(stage.parked(event.leg()));
    return Summons.isCalled(this, event.leg())
        ? here.and(Summons.arrived((Talk) here.call(), event.leg()))
        : here;
  }

  private Step timeUp(CallInput.TimeUp time, long now) {
    if (time.timer() == Timer.RING) {
      return Summons.rings(this, time.leg())
          ? Summons.failed(this, time.leg(), Causes.NO_ANSWER, now)
          : Step.of(this);
    }
    if (time.timer() != Timer.BRIDGE || stage.settled()) {
      return Step.of(this);
    }
    List<Effect> looks = new ArrayList<>();
    stage.move().legs().forEach(leg -> looks.add(new Effect.Inspect(leg)));
    looks.add(Director.looksAfter(this, stage.move().first()));
    return new Step(this, looks);
  }

  private Step inspected(CallInput.Inspected found, long now) {
    if (!found.exists()) { // one that was let go ended without moving the others
      return lives(found.leg())
          ? on(LegEvent.ended(found.leg(), Causes.NO_WORD), now)
          : staged(stage.gone(found.leg()));
    }
    Move move = stage.move();
    if (move == null || !move.legs().contains(found.leg())) {
      return Step.of(this);
    }
    if (found.bridgedTo() != null && facts.leg(found.bridgedTo()).isPresent()) {
      return Step.of(on(stage.bridged(found.leg(), found.bridgedTo()).inVain()));
    }
    // Out of a bridge that was refused, or never stood, a leg may hear music or not.
    if (move.is(Move.Kind.PARK)) {
      return staged(stage.silent(found.leg()).parked(found.leg()))
          .then(List.of(new Effect.StopMedia(found.leg())));
    }
    if (!found.leg().equals(move.first())) {
      return Step.of(this);
    }
    return stage.tries() < MOST_TRIES
        ? Step.of(on(stage.inVain()))
        : Parting.unreachable(on(stage.inVain()), move, now);
  }

  /** A move that the switch began by itself is looked after like one of ours. */
  Step staged(Stage after) {
    boolean began = !after.settled() && !after.move().equals(stage.move());
    Talk moved = on(after);
    return began
        ? Step.of(moved, Director.looksAfter(moved, after.move().first()))
        : Step.of(moved);
  }

  /** A living leg that was answered. */
  boolean isUp(String leg) {
    return leg != null && facts.leg(leg).filter(l -> l.answered() && !l.ended()).isPresent();
  }

  boolean lives(String leg) {
    return leg != null && facts.leg(leg).filter(l -> !l.ended()).isPresent();
  }

  Leg leg(String uuid) {
    return facts.legs().get(uuid);
  }

  Step goodbyes() {
    Step step = Step.of(this);
    for (String leg : cast.leaving().keySet()) {
      step = step.and(((Talk) step.call()).goodbye(leg));
    }
    return step;
  }

  /** Ends a leg that had its part; one that is gone already needs nothing. */
  Step goodbye(String leg) {
    String cause = cast.leaving().get(leg);
    Talk without = with(cast.gone(leg));
    if (!lives(leg)) {
      return Step.of(without);
    }
    Leg left = leg(leg);
    CallProgress farewell =
        left.agentId() == null ? null : progress(left, CallStep.ENDED, cause, ErrorCode.OK);
    return without.letGo(leg, Causes.NORMAL_CLEARING, farewell);
  }

  @Override
  public CallView viewOf(Leg leg) {
    return TalkViews.of(this, leg);
  }

  /** What an agent's page is told; nothing for an outside party. */
  List<Effect> tell(String leg, CallStep step) {
    return tell(leg, step, null, null);
  }

  List<Effect> tell(String leg, CallStep step, String cause, ErrorCode code) {
    return leg == null || leg(leg) == null || leg(leg).agentId() == null
        ? List.of()
        : List.of(new Effect.TellAgent(progress(leg(leg), step, cause, code), leg));
  }

  @Override
  public Talk withFacts(CallFacts changed) {
    return new Talk(changed, times, phase, cast, stage, heldBy, attempts, graceUntil, news);
  }

  /** Nothing but the present phase holds: no hold, no grace. */
  Talk enter(Phase next, Cast others) {
    return new Talk(facts, times, next, others, stage, null, attempts, 0, news);
  }

  Talk with(Cast others) {
    return new Talk(facts, times, phase, others, stage, heldBy, attempts, graceUntil, news);
  }

  Talk on(Stage other) {
    return new Talk(facts, times, phase, cast, other, heldBy, attempts, graceUntil, news);
  }

  Talk heldBy(String whom) {
    return new Talk(facts, times, phase, cast, stage, whom, attempts, 0, news);
  }

  Talk withoutGrace() {
    return heldBy(heldBy);
  }

  Talk announcing(List<Effect> more) {
    List<Effect> all = new ArrayList<>(news);
    all.addAll(more);
    return new Talk(facts, times, phase, cast, stage, heldBy, attempts, graceUntil, all);
  }

  /** Who is gone needs no news. */
  Talk withoutNewsFor(String leg) {
    List<Effect> rest = news.stream()
        .filter(e -> !(e instanceof Effect.TellAgent told && told.leg().equals(leg)))
        .toList();
    return new Talk(facts, times, phase, cast, stage, heldBy, attempts, graceUntil, rest);
  }

  /** What was to be told of a leg is told of the one that takes its place. */
  Talk withNewsOf(Leg fresh, String old) {
    List<Effect> readdressed = new ArrayList<>();
    for (Effect effect : news) {
      boolean concerned = effect instanceof Effect.TellAgent told && told.leg().equals(old);
      readdressed.add(concerned ? again((Effect.TellAgent) effect, fresh) : effect);
    }
    return told().announcing(readdressed);
  }

  private Effect again(Effect.TellAgent told, Leg fresh) {
    CallProgress before = told.progress();
    return new Effect.TellAgent(
        progress(fresh, before.step(), before.cause(), before.code()), fresh.uuid());
  }

  Talk told() {
    return new Talk(facts, times, phase, cast, stage, heldBy, attempts, graceUntil, List.of());
  }
}
