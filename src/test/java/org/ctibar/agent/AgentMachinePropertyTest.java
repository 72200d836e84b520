package org.ctibar.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.ctibar.agent.AgentState.Job;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.Json;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.Direction;
import org.ctibar.testing.Seeds;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in whatever order, an agent is in a state that can be. */
@Tag(Tiers.SEEDS)
class AgentMachinePropertyTest {
  private static final int STEPS = 300;
  private static final List<String> BROWSERS = List.of("browser-a", "browser-a", "browser-b");

  static LongStream seeds() {
    return LongStream.range(0, Seeds.count(100));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void staysPossible(long seed) {
    Random random = new Random(seed);
    AgentMachine machine = new AgentMachine(Agents.WITH_WRAP_UP);
    AgentState state = AgentState.unknown("alice");
    long nowMs = 1_000_000;
    for (int i = 0; i < STEPS; i++) {
      nowMs += random.nextInt(4) == 0 ? random.nextInt(70_000) : random.nextInt(50);
      Trigger on = trigger(random, nowMs);
      Step step = take(machine, state, on, nowMs);
      if (step != null) {
        assertMove(state, on, step);
        assertPossible(step.state(), nowMs);
        state = step.state();
      }
      state = settle(machine, state, nowMs);
    }
  }

  /** As the verticle's timers do; must come to an end. */
  private static AgentState settle(AgentMachine machine, AgentState state, long nowMs) {
    AgentState settled = state;
    for (int i = 0; i < 5; i++) {
      Step step = machine.tick(settled, nowMs);
      if (!step.changes(settled)) {
        return settled;
      }
      assertPossible(step.state(), nowMs);
      settled = step.state();
    }
    throw new AssertionError("deadlines without end in " + settled);
  }

  /** @return null if refused */
  private static Step take(AgentMachine machine, AgentState state, Trigger on, long nowMs) {
    String before = Json.encode(state);
    try {
      Step step = machine.step(state, on, nowMs);
      assertThat(machine.step(Json.decode(before, AgentState.class), on, nowMs))
          .as("a step taken again after a lost race")
          .isEqualTo(step);
      return step;
    } catch (CtiException e) {
      assertThat(e.allowed()).isEqualTo(e.allowed().isEmpty() ? List.of() : state.allowed());
      return null;
    } finally {
      assertThat(Json.encode(state)).isEqualTo(before);
    }
  }

  private static void assertMove(AgentState before, Trigger on, Step step) {
    AgentState after = step.state();
    if (step.changes(before)) {
      assertThat(after.revision()).as("%s", on).isEqualTo(before.revision() + 1);
    } else {
      assertThat(after).isSameAs(before);
    }
    List<String> names = step.callbacks().stream().map(Callback::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    boolean rangUnanswered = before.job().rang() && before.job().answeredAt() == null;
    if (rangUnanswered && after.job().work() == Work.IDLE) {
      assertThat(names).as("the end of a ring by %s", on).contains("onHangup");
    }
  }

  private static void assertPossible(AgentState s, long nowMs) {
    Job job = s.job();
    boolean hasCall = job.work() != Work.IDLE && job.work() != Work.RESERVED;
    assertThat(job.call() != null).as("call in %s", s).isEqualTo(hasCall);
    assertThat(job.callSince() != null).as("callSince in %s", s).isEqualTo(hasCall);
    if (!hasCall) {
      assertThat(job.rang()).isFalse();
      assertThat(job.answeredAt()).isNull();
    }
    assertThat(job.answeredAt() == null || job.rang())
        .as("answered unheard: %s", s)
        .isTrue();
    switch (job.work()) {
      case IDLE -> {
        assertThat(job.offer()).isNull();
        assertThat(s.standing().next()).isNull();
      }
      case RESERVED -> assertThat(job.offer()).isNotNull();
      case RINGING -> assertThat(job.answeredAt()).isNull();
      case DIALING -> assertThat(job.answeredAt() == null || job.rang()).isTrue();
      case TALKING, HELD, CONSULTING, CONFERENCED ->
        assertThat(job.answeredAt()).isNotNull();
    }
    assertPresencePossible(s, nowMs);
  }

  private static void assertPresencePossible(AgentState s, long nowMs) {
    List<SessionRef> sessions = s.line().sessions();
    assertThat(s.line().sessionIds()).doesNotHaveDuplicates();
    assertThat(sessions).allMatch(x -> Objects.equals(x.browserId(), s.line().browserId()));
    boolean lost = s.signedIn() && sessions.isEmpty();
    assertThat(s.line().connectionLostAt() != null).as("lost in %s", s).isEqualTo(lost);
    switch (s.standing().presence()) {
      case LOGGED_OUT -> {
        assertThat(s.job().work()).isEqualTo(Work.IDLE);
        assertThat(sessions).isEmpty();
        assertThat(s.pause()).isEqualTo(Pause.NONE);
        assertThat(s.allowed()).containsExactly("login", "snapshot");
      }
      case NOT_READY -> assertThat(s.standing().reason()).isNotNull();
      case READY -> assertThat(s.standing().reason()).isNull();
    }
    if (s.offerable(nowMs)) {
      assertThat(s.job().work()).isEqualTo(Work.IDLE);
      assertThat(sessions).isNotEmpty();
    }
  }

  private static Trigger trigger(Random random, long nowMs) {
    String offerId = "o" + random.nextInt(3);
    int session = random.nextInt(3);
    SessionRef ref = new SessionRef("s" + session, "n1", BROWSERS.get(session));
    return switch (random.nextInt(24)) {
      case 0 -> Agents.login(ref);
      case 1 -> random.nextInt(5) == 0 ? new Trigger.SignOut() : new Trigger.GoReady();
      case 2, 3 -> new Trigger.GoReady();
      case 4 -> new Trigger.GoNotReady(random.nextBoolean() ? "rest" : "busy");
      case 5 -> new Trigger.Attach(ref);
      case 6 -> new Trigger.Detach(ref.sessionId());
      case 7, 8 ->
        new Trigger.Offer(offerId, "c1", nowMs + random.nextInt(30_000), random.nextInt(20_000));
      case 9 -> new Trigger.Withdraw(offerId);
      case 10 -> new Trigger.Dial("d" + random.nextInt(3), "fs1", "1002", Map.of());
      case 11 -> new Trigger.DialRefused("d" + random.nextInt(3));
      case 12 -> new Trigger.Offhook();
      case 13 -> new Trigger.HangUp();
      case 14 -> random.nextBoolean() ? new Trigger.PhoneBack() : new Trigger.PhoneGone();
      case 15 -> new Trigger.PauseOver();
      case 16 -> new Trigger.OfferExpired();
      case 17 -> new Trigger.ConnectionLost();
      case 18 -> new Trigger.ConnectionGone();
      default -> progress(random, offerId);
    };
  }

  private static Trigger progress(Random random, String offerId) {
    CallStep step = CallStep.values()[random.nextInt(CallStep.values().length)];
    return switch (random.nextInt(3)) {
      case 0 -> Agents.progress(step, offerId, Agents.QUEUED);
      case 1 -> Agents.direct(step, call("i" + random.nextInt(3), Direction.INTERNAL));
      default -> Agents.direct(step, call("d" + random.nextInt(3), Direction.OUTBOUND));
    };
  }

  private static CallView call(String callId, Direction direction) {
    return new CallView(callId, "fs1", direction, "1002", null, false, null, Map.of());
  }
}
