package org.ctibar.simulator;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ctibar.simulator.Applications.Errand;

/** {@code originate}: a leg to a phone or an outside number that parks when it is answered. */
final class Originator {
  private static final long DEFAULT_TIMEOUT_S = 60;
  private static final long FIRST_RING_MS = 5;

  private final Core core;

  Originator(Core core) {
    this.core = core;
  }

  /**
   * @param errand what the leg does once it is answered
   * @param done gets {@code +OK uuid} or {@code -ERR cause}, once
   */
  void dial(DialString dial, Errand errand, Consumer<String> done) {
    Attempt attempt = new Attempt(errand, done);
    if (core.phones.lookupMs == 0) {
      dial(dial, attempt);
    } else {
      core.scheduler.after(core.phones.lookupMs, () -> dial(dial, attempt));
    }
  }

  private void dial(DialString dial, Attempt attempt) {
    String uuid = dial.variables().getOrDefault("origination_uuid", Core.newUuid());
    if (core.isTaken(uuid)) {
      attempt.fail(HangupCause.DESTINATION_OUT_OF_ORDER);
      return;
    }
    core.phones
        .reach(dial.target())
        .ifPresentOrElse(
            far -> {
              Channel leg = newLeg(uuid, far, dial.variables());
              leg.onHangup =
                  () -> core.scheduler.after(Core.FRAME_MS, () -> attempt.fail(leg.hangupCause));
              ring(leg, far, () -> core.nextFrame(leg, () -> begin(leg, far, attempt)));
              limit(leg, attempt);
            },
            () -> attempt.fail(core.phones.whyUnreachable(dial.target())));
  }

  /** Makes the leg and lets the far end ring; {@code answered} runs at the answer. */
  void ring(Channel leg, FarEnd far, Runnable answered) {
    core.admit(leg);
    leg.state = ChannelState.INIT;
    leg.running = ChannelState.NONE;
    core.scheduler.after(0, () -> {
      if (leg.isEnded()) {
        return;
      }
      create(leg, far);
      Runnable rings = () -> progress(leg, far, answered);
      if (far.isPeer()) {
        Trunk.call(core, leg, far, rings);
      } else {
        core.scheduler.after(FIRST_RING_MS, rings);
      }
    });
  }

  Channel newLeg(String uuid, FarEnd far, Map<String, String> variables) {
    Channel leg = new Channel(uuid, far.channelName(), Channel.Direction.OUTBOUND);
    CallerProfile profile = leg.profile;
    profile.begin(leg, core.events.frameMicros());
    profile.call(
        variables.get("origination_caller_id_name"),
        variables.getOrDefault("origination_caller_id_number", "0000000000"),
        far.number());
    profile.set("Callee-ID-Name", "Outbound Call");
    profile.set("Callee-ID-Number", far.number());
    profile.set("Source", "src/switch_ivr_originate.c");
    profile.set("Context", "default");
    leg.variables.put("is_outbound", "true");
    leg.variables.putAll(variables);
    leg.variables.put("originate_early_media", "true");
    leg.variables.put("originate_endpoint", "sofia");
    leg.variables.putAll(far.variables());
    return leg;
  }

  private void create(Channel leg, FarEnd far) {
    core.events.brief("CHANNEL_OUTGOING", leg);
    leg.presenceId = far.presenceId();
    leg.callUuid = leg.variables.getOrDefault("originator", leg.uuid).toString();
    core.legs.enter(leg, ChannelState.INIT);
    leg.state = ChannelState.ROUTING;
    core.events.full("CHANNEL_CREATE", leg);
    core.events.full("CHANNEL_ORIGINATE", leg);
    core.legs.enter(leg, ChannelState.ROUTING);
    core.legs.enter(leg, ChannelState.CONSUME_MEDIA);
  }

  private void progress(Channel leg, FarEnd far, Runnable answered) {
    if (leg.isEnded()) {
      return;
    }
    leg.profile.set("Network-Addr", "127.0.0.1");
    leg.profile.stamp("Channel-Progress-Time", core.events.frameMicros());
    leg.variables.putAll(far.variablesOnceRinging(leg));
    core.events.full("CHANNEL_PROGRESS", leg);
    core.legs.callState(leg, CallState.RINGING);
    leg.onProgress.run();
    leg.phone = new RingingPhone(core, leg, () -> {
      core.legs.answer(leg);
      answered.run();
    });
    leg.phone.follow(far.behaviour(core, leg));
  }

  private void begin(Channel leg, FarEnd far, Attempt attempt) {
    if (far.isUser()) {
      core.events.brief("CHANNEL_OUTGOING", leg);
      core.phones.takeDirectoryVariables(leg, far);
    }
    if (attempt.errand.throughDialplan()) {
      attempt.succeed(leg);
      core.transfers.enterInline(leg, attempt.errand);
    } else {
      leg.hitDialplan = true;
      core.legs.flipCallerAndCallee(leg);
      attempt.succeed(leg);
      core.legs.enter(leg, ChannelState.EXECUTE);
      core.applications.run(leg, attempt.errand.steps());
    }
  }

  /** The switch counts whole seconds of its clock, so the last one is cut short. */
  private void limit(Channel leg, Attempt attempt) {
    String asked = leg.variable("originate_timeout");
    long seconds = asked.matches("\\d{1,6}") ? Long.parseLong(asked) : DEFAULT_TIMEOUT_S;
    long intoSecondMs = TimeUnit.MICROSECONDS.toMillis(core.scheduler.nowMicros() % 1_000_000);
    Scheduler.Timer timer = core.scheduler.after(
        Math.max(seconds * 1_000 - intoSecondMs, Core.FRAME_MS), () -> giveUp(leg, attempt));
    attempt.onDone = timer::cancel;
  }

  private void giveUp(Channel leg, Attempt attempt) {
    if (!leg.isAnswered() && !leg.isEnded()) {
      leg.onHangup = () -> attempt.fail(HangupCause.NO_ANSWER);
      core.hangups.immediately(leg, HangupCause.NO_ANSWER);
    }
  }

  private static final class Attempt {
    private final Errand errand;
    private final Consumer<String> done;
    private boolean told;
    private Runnable onDone = () -> {};

    Attempt(Errand errand, Consumer<String> done) {
      this.errand = errand;
      this.done = done;
    }

    void succeed(Channel leg) {
      tell("+OK " + leg.uuid + "\n");
    }

    void fail(HangupCause cause) {
      tell("-ERR " + cause + "\n");
    }

    private void tell(String result) {
      if (!told) {
        told = true;
        onDone.run();
        done.accept(result);
      }
    }
  }
}
