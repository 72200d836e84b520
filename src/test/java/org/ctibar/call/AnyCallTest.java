package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.testing.Seeds;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a switch, agents and clocks do, in whatever order, certain things always hold. */
@Tag(Tiers.SEEDS)
class AnyCallTest {
  private static final int SEQUENCES = Seeds.count(10_000);
  private static final int INPUTS = 40;
  private static final Set<CallStep> BEGINNINGS =
      Set.of(CallStep.RING, CallStep.ANSWER, CallStep.CALLEE_ANSWER, CallStep.REATTACHED);
  private static final Set<CallStep> ENDS = Set.of(
      CallStep.NO_ANSWER,
      CallStep.REFUSED,
      CallStep.UNREACHABLE,
      CallStep.WITHDRAWN,
      CallStep.ENDED);
  private static final String[] CAUSES = {
    "NORMAL_CLEARING", "USER_BUSY", "NO_ANSWER", "USER_NOT_REGISTERED", "CALL_REJECTED", "WHAT_EVER"
  };

  @Test
  void callersOfAnyFate() {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      new Life(seed, CallPlay::waiting, true).live();
    }
  }

  @Test
  void callsOfAgentsOfAnyFate() {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      new Life(seed, CallPlay::dialling, false).live();
    }
  }

  private static final class Life {
    private final long seed;
    private final Random random;
    private final CallPlay play;
    private final List<String> story = new ArrayList<>();
    private final Map<String, Integer> endsTold = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private Set<String> moving = Set.of();
    private boolean inQueue;
    private int finished;

    Life(long seed, Supplier<CallPlay> begin, boolean queued) {
      this.seed = seed;
      this.random = new Random(seed);
      this.play = begin.get();
      this.inQueue = queued;
      check(null, null);
    }

    void live() {
      for (int i = 0; i < INPUTS && finished == 0; i++) {
        give(any());
      }
      for (int i = 0; i < 20 && finished == 0; i++) {
        List<Leg> living = new ArrayList<>(play.call().facts().livingLegs());
        give(LegEvent.ended(living.get(random.nextInt(living.size())).uuid(), cause()));
      }
      assertThat(finished).as(this::toString).isEqualTo(1);
      assertThat(inQueue).as(() -> "still queued: " + this).isFalse();
      begun.forEach(leg ->
          assertThat(endsTold.get(leg)).as(() -> "ends told of " + leg + this).isEqualTo(1));
    }

    private void give(CallInput input) {
      story.add(input.toString());
      play.later(random.nextInt(4) * 60L);
      CallModel before = play.call();
      try {
        play.take(input);
      } catch (CtiException refused) {
        assertThat(input)
            .as(this::toString)
            .isInstanceOfAny(CallInput.Asked.class, CallInput.Call.class, CallInput.SendTo.class);
        return;
      } catch (RuntimeException e) {
        throw new AssertionError(toString(), e);
      }
      check(before, input);
    }

    private void check(CallModel before, CallInput input) {
      play.effects().forEach(effect -> check(effect, before, input));
      oneCommandAtATime(input);
      if (play.call().facts().livingLegs().isEmpty()) {
        assertThat(finished).as(this::toString).isEqualTo(1);
      }
    }

    /** The next comes only with news of a leg that the last one moves: RULES 19. */
    private void oneCommandAtATime(CallInput input) {
      List<Set<String>> ordered =
          play.effects().stream().flatMap(effect -> moved(effect).stream()).toList();
      assertThat(ordered).as(() -> "commands at once: " + this).hasSizeLessThan(2);
      if (!ordered.isEmpty()) {
        boolean free = moving.isEmpty() || isNewsOf(moving, input);
        assertThat(free).as(() -> "second command: " + this).isTrue();
        moving = ordered.get(0);
      } else if (isNewsOf(moving, input)) {
        moving = Set.of();
      }
    }

    private static boolean isNewsOf(Set<String> legs, CallInput input) {
      return input instanceof LegEvent event && legs.contains(event.leg())
          || input instanceof LegEvent other && other.peer() != null && legs.contains(other.peer())
          || input instanceof CallInput.Inspected found && legs.contains(found.leg())
          || input instanceof CallInput.TimeUp time && legs.contains(time.leg())
          || input instanceof CallInput.Asked asked && renews(asked);
    }

    /** A leg that is renewed goes at once. */
    private static boolean renews(CallInput.Asked asked) {
      return asked.command() instanceof CallCommand.Act act && act.act() == CallAct.REATTACH;
    }

    private static Optional<Set<String>> moved(Effect effect) {
      if (effect instanceof Effect.Bridge e) {
        return Optional.of(Set.of(e.customer(), e.agent()));
      } else if (effect instanceof Effect.Park e) {
        return Optional.of(Set.of(e.leg()));
      }
      return effect instanceof Effect.Gather e
          ? Optional.of(e.groups().stream().flatMap(List::stream).collect(Collectors.toSet()))
          : Optional.empty();
    }

    private void check(Effect effect, CallModel before, CallInput input) {
      if (effect instanceof Effect.Finish) {
        finished++;
        assertThat(play.call().facts().livingLegs()).as(this::toString).isEmpty();
      } else if (effect instanceof Effect.TellAgent told) {
        told(told.progress(), told.leg());
      } else if (effect instanceof Effect.TellQueue told) {
        told(told.command());
      } else if (effect instanceof Effect.Kill kill) {
        if (!shownAlive(kill.leg(), input)) {
          living(kill.leg());
        }
      } else if (effect instanceof Effect.Bridge bridge) {
        living(bridge.customer());
        living(bridge.agent());
        assertThat(play.call().facts().legs().get(bridge.agent()).answered()).isTrue();
        assertThat(before).as(this::toString).isNotNull();
      }
    }

    /** One that counts as ended may be, and is ended again. */
    private static boolean shownAlive(String leg, CallInput input) {
      return input instanceof LegEvent event && event.stirs() && event.leg().equals(leg);
    }

    private void living(String leg) {
      assertThat(play.call().facts().legs().get(leg).ended())
          .as(() -> leg + this)
          .isFalse();
    }

    private void told(CallProgress news, String leg) {
      if (!ENDS.contains(news.step())) {
        if (news.step() == CallStep.REATTACHED) {
          begun.removeIf(old -> !endsTold.containsKey(old) && sameAgent(old, leg));
        }
        if (BEGINNINGS.contains(news.step())) {
          begun.add(leg);
        }
        assertThat(endsTold)
            .as(() -> news.step() + " after the end: " + this)
            .doesNotContainKey(leg);
      } else {
        endsTold.merge(leg, 1, Integer::sum);
        assertThat(endsTold.get(leg))
            .as(() -> "ends told: " + leg + " " + news.step() + this)
            .isEqualTo(1);
      }
    }

    /** The agent's part goes on in another leg, and ends with that. */
    private boolean sameAgent(String leg, String other) {
      Map<String, Leg> legs = play.call().facts().legs();
      return legs.get(leg).agentId().equals(legs.get(other).agentId());
    }

    private void told(QueueCommand command) {
      if (command instanceof QueueCommand.Enqueue) {
        inQueue = true;
      } else if (command instanceof QueueCommand.Leave
          || command instanceof QueueCommand.OfferEnded e && e.outcome() == OfferOutcome.ANSWERED) {
        inQueue = false;
      }
    }

    private CallInput any() {
      return switch (random.nextInt(12)) {
        case 0, 1, 2, 3, 4, 5 -> event();
        case 6, 7, 8 -> asked();
        case 9 -> new CallInput.TimeUp(Timer.values()[random.nextInt(3)], leg());
        case 10 -> found();
        default -> random.nextInt(4) == 0 ? new CallInput.Unwanted(leg()) : event();
      };
    }

    private CallInput found() {
      return switch (random.nextInt(6)) {
        case 0 -> new CallInput.Silence(leg());
        case 1 -> new CallInput.Refuge(random.nextBoolean() ? new QueueRef("1", "support") : null);
        case 2 -> new CallInput.NotResolved(agent());
        default ->
          new CallInput.Inspected(leg(), random.nextBoolean(), random.nextBoolean() ? leg() : null);
      };
    }

    private CallInput asked() {
      return switch (random.nextInt(6)) {
        case 0 ->
          new CallInput.Call(
              agent(), Destination.extension("1003", "carol", "1001"), random.nextBoolean());
        case 1 -> new CallInput.SendTo(agent(), new QueueRef("2", "sales"));
        default -> new CallInput.Asked(command());
      };
    }

    private String agent() {
      return List.of("alice", "bob", "carol").get(random.nextInt(3));
    }

    private LegEvent event() {
      LegEvent.Kind[] kinds = LegEvent.Kind.values();
      LegEvent.Kind kind = kinds[random.nextInt(kinds.length)];
      boolean end = kind == LegEvent.Kind.ENDED || kind == LegEvent.Kind.FAILED;
      if (end && random.nextInt(3) > 0) {
        kind = LegEvent.Kind.PARKED;
        end = false;
      }
      String peer = kind == LegEvent.Kind.BRIDGED ? leg() : null;
      return new LegEvent(kind, leg(), peer, random.nextInt(4) > 0, end ? cause() : null);
    }

    private CallCommand command() {
      String call = play.call().facts().callId();
      return switch (random.nextInt(10)) {
        case 0, 1 -> {
          int attempt = play.call().attempts() + 1;
          yield new CallCommand.Ring(call, CallIds.offer(call, attempt), agent(), "1001", 15_000);
        }
        case 2 -> new CallCommand.CancelRing(call, leg());
        case 3 -> new CallCommand.Offhook(call, agent());
        case 4 -> new CallCommand.HangUp(call, agent());
        default -> new CallCommand.Act(call, agent(), act(), "1");
      };
    }

    /** Those that name a party come with what it leads to. */
    private CallAct act() {
      List<CallAct> acts = Arrays.stream(CallAct.values())
          .filter(act -> act != CallAct.CONSULT
              && act != CallAct.TRANSFER_TO_PHONE
              && act != CallAct.TRANSFER_TO_QUEUE)
          .toList();
      return acts.get(random.nextInt(acts.size()));
    }

    private String leg() {
      List<String> legs = new ArrayList<>(play.call().facts().legs().keySet());
      legs.add(CallPlay.CALLEE);
      return legs.get(random.nextInt(legs.size()));
    }

    private String cause() {
      return CAUSES[random.nextInt(CAUSES.length)];
    }

    @Override
    public String toString() {
      return " seed " + seed + "\n"
          + String.join("\n", story.subList(Math.max(0, story.size() - 15), story.size()));
    }
  }
}
