package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A call from one switch to another: each has a leg of its own, and hears by SIP what becomes of the other's. */
final class Trunk {
  /** An INVITE that nobody answers is given up after this. */
  private static final long INVITE_MS = 32_000;

  private record End(Core core, Channel leg) {}

  /** What the other switch is told, copied on the thread of this one. */
  record Invite(
      String extension, String callerNumber, String callerName, Map<String, String> headers) {
    private static Invite of(Channel leg, FarEnd far) {
      Map<String, String> headers = new LinkedHashMap<>();
      leg.variables.forEach((name, value) -> {
        if (name.startsWith("sip_h_X-")) {
          headers.put(name, value.toString());
        }
      });
      return new Invite(
          far.number(),
          leg.profile.get("Caller-ID-Number"),
          leg.profile.get("Caller-ID-Name"),
          headers);
    }
  }

  private final End caller;
  private volatile End callee;
  private volatile boolean callerGone;
  private Runnable rings = () -> {};

  private Trunk(End caller) {
    this.caller = caller;
  }

  /** @param rings runs on the calling switch when the other says that a phone rings */
  static void call(Core core, Channel leg, FarEnd far, Runnable rings) {
    Trunk trunk = new Trunk(new End(core, leg));
    trunk.rings = rings;
    leg.trunk = trunk;
    Invite invite = Invite.of(leg, far);
    core.network
        .at(far.peer())
        .ifPresentOrElse(
            other -> other.scheduler.after(0, () -> trunk.arrive(other, invite)),
            () -> core.scheduler.after(
                INVITE_MS, () -> core.hangups.byRemote(leg, HangupCause.RECOVERY_ON_TIMER_EXPIRE)));
  }

  private void arrive(Core other, Invite invite) {
    Channel leg = other.arrivals.fromPeer(invite);
    leg.trunk = this;
    callee = new End(other, leg);
    if (callerGone) {
      other.hangups.byRemote(leg, HangupCause.ORIGINATOR_CANCEL);
    }
  }

  /** The called leg passes on that a phone rings. */
  void rings() {
    caller.core().scheduler.after(0, rings);
  }

  void answered(Channel leg) {
    if (isCallee(leg)) {
      tell(caller, end -> {
        if (end.leg().phone == null) {
          rings.run();
        }
        end.leg().phone.answer();
      });
    }
  }

  void ended(Channel leg) {
    if (isCallee(leg)) {
      boolean answered = leg.profile.timeMicros("Channel-Answered-Time") > 0;
      HangupCause cause = answered ? HangupCause.NORMAL_CLEARING : asHeard(leg.hangupCause);
      tell(caller, end -> end.core().hangups.byRemote(end.leg(), cause));
    } else {
      callerGone = true;
      tell(callee, end -> end.core().hangups.byRemote(end.leg(), asLeft(end.leg())));
    }
  }

  void digits(Channel leg, String digits) {
    tell(isCallee(leg) ? caller : callee, end -> end.core().keypad.press(end.leg(), digits));
  }

  /** The switch of this leg is gone without a word. */
  void fallsSilent(Channel leg) {
    tell(isCallee(leg) ? caller : callee, end -> end.core().deadPhones.goDead(end.leg()));
  }

  private boolean isCallee(Channel leg) {
    return callee != null && callee.leg() == leg;
  }

  private static HangupCause asLeft(Channel leg) {
    return leg.isAnswered() ? HangupCause.NORMAL_CLEARING : HangupCause.ORIGINATOR_CANCEL;
  }

  /** Its number is none of Q.850, so only the 480 comes across. */
  private static HangupCause asHeard(HangupCause cause) {
    return cause == HangupCause.USER_NOT_REGISTERED ? HangupCause.NO_USER_RESPONSE : cause;
  }

  /** Each switch has a thread of its own. */
  private static void tell(End end, Consumer<End> news) {
    if (end != null) {
      end.core().scheduler.after(0, () -> {
        if (!end.leg().isEnded()) {
          news.accept(end);
        }
      });
    }
  }
}
