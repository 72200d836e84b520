package org.ctibar.agent;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.CallView.Consult;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.call.Direction;
import org.ctibar.bus.call.SwitchNames;

/** An agent for tests of the machine, moved by what is written. */
final class Agents {
  static final AgentConfig CONFIG =
      new AgentConfig(0, 5_000, 60_000, 900_000, 2_000, 5_000, 5_000, 90_000, 5_000, 20_000, true);
  static final AgentConfig WITH_WRAP_UP = new AgentConfig(
      10_000, 5_000, 60_000, 900_000, 2_000, 5_000, 5_000, 90_000, 5_000, 20_000, true);
  static final SessionRef TAB = new SessionRef("s1", "n1", "browser-a");
  static final SessionRef SECOND_TAB = new SessionRef("s2", "n2", "browser-a");
  static final SessionRef OTHER_BROWSER = new SessionRef("s3", "n1", "browser-b");
  static final CallView QUEUED = new CallView(
      "c1",
      "fs1",
      Direction.INBOUND,
      "13800001111",
      "Bob",
      true,
      new CallView.QueueRef("1", "support"),
      Map.of("k", "v"));
  static final CallView INTERNAL =
      new CallView("c2", "fs1", Direction.INTERNAL, "1002", null, false, null, Map.of());
  static final Treatment CONSULT_RINGS =
      new Treatment(false, null, new Consult("1003", Consult.RINGING));
  static final CallView DIALLED =
      new CallView("d1", "fs1", Direction.OUTBOUND, "13900002222", null, false, null, Map.of());

  private final AgentMachine machine;
  private AgentState state = AgentState.unknown("alice");
  private long nowMs = 1_000_000;
  private Step last = Step.to(state);

  private Agents(AgentConfig config) {
    machine = new AgentMachine(config);
  }

  static Agents unknown() {
    return new Agents(CONFIG);
  }

  static Agents with(AgentConfig config) {
    return new Agents(config).on(login(TAB)).on(new Trigger.GoReady());
  }

  static Agents ready() {
    return with(CONFIG);
  }

  /** @param name a line of the table test: presence, or presence and work */
  static Agents in(String name) {
    Agents ready = ready();
    return switch (name) {
      case "OUT" -> ready.on(new Trigger.SignOut());
      case "NOT_READY" -> ready.on(new Trigger.GoNotReady("busy"));
      case "READY" -> ready;
      case "BACK_OFF" -> ready.offered().on(told(CallStep.REFUSED));
      case "WRAP_UP" ->
        with(WITH_WRAP_UP).offered().on(told(CallStep.ANSWER)).on(told(CallStep.ENDED));
      case "LOST" -> ready.on(new Trigger.Detach("s1"));
      case "NO_PHONE" -> ready.on(new Trigger.PhoneGone());
      case "RESERVED" -> ready.offered();
      case "RINGING" -> ready.offered().on(told(CallStep.RING));
      case "TALKING" -> ready.offered().on(told(CallStep.ANSWER));
      case "DIRECT_RING" -> ready.on(direct(CallStep.RING, INTERNAL));
      case "DIALING" -> ready.on(dial());
      case "DIALING_RINGS" -> ready.on(dial()).on(direct(CallStep.RING, DIALLED));
      case "DIALING_UP" -> ready.on(dial()).on(direct(CallStep.ANSWER, DIALLED));
      case "DIALED_TALK" -> ready.on(dial()).on(direct(CallStep.CALLEE_ANSWER, DIALLED));
      case "HELD" -> talking().on(told(CallStep.HOLD));
      case "CONSULT_RINGS" -> talking().on(told(CallStep.CONSULT, CONSULT_RINGS));
      case "CONSULTING" -> talking().on(told(CallStep.CONSULT));
      case "CONFERENCED" -> talking().on(told(CallStep.CONSULT)).on(told(CallStep.CONFERENCE));
      case "WANTS_REST" ->
        ready.offered().on(told(CallStep.ANSWER)).on(new Trigger.GoNotReady("rest"));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Agents talking() {
    return ready().offered().on(told(CallStep.ANSWER));
  }

  private Agents offered() {
    return on(offer("o1"));
  }

  Agents on(Trigger trigger) {
    nowMs += 10;
    last = machine.step(state, trigger, nowMs);
    state = last.state();
    return this;
  }

  /** A command of a page. */
  Agents on(Trigger trigger, String commandId) {
    nowMs += 10;
    last = machine.step(state, trigger, commandId, nowMs);
    state = last.state();
    return this;
  }

  Agents later(long ms) {
    nowMs += ms;
    return this;
  }

  Agents tick() {
    last = machine.tick(state, nowMs);
    state = last.state();
    return this;
  }

  AgentState state() {
    return state;
  }

  Step last() {
    return last;
  }

  long nowMs() {
    return nowMs;
  }

  boolean offerable() {
    return state.offerable(nowMs);
  }

  List<String> callbacks() {
    return last.callbacks().stream().map(Callback::name).toList();
  }

  Callback callback(String name) {
    return last.callbacks().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Trigger login(SessionRef session) {
    return new Trigger.SignIn(new AgentCommand.Login("alice", "Alice", "1001", session));
  }

  static Trigger wish(String wish) {
    return switch (wish) {
      case "ready" -> new Trigger.GoReady();
      case "logout" -> new Trigger.SignOut();
      default -> new Trigger.GoNotReady(wish);
    };
  }

  static Trigger offer(String offerId) {
    return offer(offerId, 0);
  }

  /** Of a group with a wrap-up of its own. */
  static Trigger offer(String offerId, long wrapUpMs) {
    return new Trigger.Offer(offerId, "c1", 1_030_000, wrapUpMs);
  }

  static Trigger dial() {
    return new Trigger.Dial("d1", "fs1", "13900002222", Map.of());
  }

  /** Of the offered call. */
  static Trigger told(CallStep step) {
    return progress(step, "o1", QUEUED);
  }

  static Trigger told(CallStep step, Treatment treatment) {
    return progress(step, "o1", treated(QUEUED, treatment));
  }

  /** Of a call without an offer. */
  static Trigger direct(CallStep step, CallView call) {
    return progress(step, null, call);
  }

  static Trigger progress(CallStep step, String offerId, CallView call) {
    CallView told =
        call.treatment().equals(Treatment.PLAIN) ? treated(call, treatment(step)) : call;
    return new Triggers(new SwitchNames(List.of("fs1", "fs2")), UUID::randomUUID)
        .of(new CallProgress("alice", step, offerId, told, cause(step), code(step)));
  }

  private static CallView treated(CallView v, Treatment treatment) {
    return new CallView(
        v.callId(),
        v.switchId(),
        v.leg(),
        v.direction(),
        v.popScreenNo(),
        v.displayName(),
        v.enableAsr(),
        v.queue(),
        v.data(),
        v.reason(),
        treatment);
  }

  private static Treatment treatment(CallStep step) {
    return switch (step) {
      case HOLD -> new Treatment(false, Treatment.BY_AGENT, null);
      case CONSULT, CONFERENCE -> new Treatment(false, null, new Consult("1003", Consult.TALKING));
      case MUTE -> new Treatment(true, null, null);
      default -> Treatment.PLAIN;
    };
  }

  private static String cause(CallStep step) {
    return switch (step) {
      case RING,
          DIALS,
          ANSWER,
          CALLEE_ANSWER,
          HOLD,
          UNHOLD,
          TALKS,
          CONSULT,
          CONFERENCE,
          CONFERENCE_ENDED,
          MUTE,
          REATTACHED,
          BACK,
          TAKEN_OVER -> null;
      case CONSULT_ENDED, TRANSFER_FAILED -> "USER_BUSY";
      case CUSTOMER_LEFT, LEFT_CALLING -> "NORMAL_CLEARING";
      case NO_ANSWER -> "NO_ANSWER";
      case REFUSED -> "CALL_REJECTED";
      case UNREACHABLE -> "USER_NOT_REGISTERED";
      case WITHDRAWN -> "ORIGINATOR_CANCEL";
      case ENDED -> "NORMAL_CLEARING";
    };
  }

  private static ErrorCode code(CallStep step) {
    return cause(step) == null
        ? null
        : step == CallStep.NO_ANSWER ? ErrorCode.NO_ANSWER : ErrorCode.OK;
  }
}
