package org.ctibar.simulator;

import java.util.Map;
import java.util.Optional;

/**
 * Hold as the switch knows it: a leg put on hold by {@code uuid_hold} or by its own phone's re-INVITE.
 * Its partner hears music meanwhile.
 */
final class Holds {
  private static final String MUSIC =
      "tone_stream://%(2000,1000,350,440);%(1000,1000,480,620);loops=-1";
  private static final long MUSIC_AFTER_MS = 160;
  private static final long REINVITE_TOLD_AFTER_MS = 260;

  private final Core core;

  Holds(Core core) {
    this.core = core;
  }

  void hold(Channel leg) {
    if (leg.held || leg.isEnded() || !leg.isAnswered()) {
      return;
    }
    leg.held = true;
    leg.leftHeld = false;
    long now = core.events.frameMicros();
    leg.heldSinceMicros = now;
    core.legs.callState(leg, CallState.HELD);
    leg.profile.stamp("Channel-Last-Hold", now);
    core.events.full("CHANNEL_HOLD", leg);
    core.scheduler.after(MUSIC_AFTER_MS, () -> playTo(leg));
  }

  /** By a command. */
  void unhold(Channel leg) {
    if (leg.held && !leg.isEnded()) {
      core.legs.callState(leg, CallState.UNHELD);
      addUp(leg);
      core.legs.callState(leg, CallState.ACTIVE);
      partnerOf(leg).ifPresent(this::silence);
      callBack(leg);
      tellUnheld(leg);
    }
  }

  /** The switch takes a hold back by a re-INVITE of its own. */
  void callBack(Channel leg) {
    turnDialogue(leg, "sip_to_display", "sip_from_display");
  }

  /** By the phone's own key. */
  void holdByPhone(Channel leg) {
    if (!leg.held && leg.isAnswered()) {
      leg.heldByPhone = true;
      hold(leg);
      core.scheduler.after(REINVITE_TOLD_AFTER_MS, () -> tellReinvite(leg));
    }
  }

  /** The phone's key does nothing to a hold by command (RULES 31). */
  void unholdByPhone(Channel leg) {
    if (leg.held && leg.heldByPhone) {
      partnerOf(leg).ifPresent(this::silence);
      core.legs.callState(leg, CallState.UNHELD);
      addUp(leg);
      tellUnheld(leg);
      tellReinvite(leg);
      core.legs.callState(leg, CallState.ACTIVE);
    }
  }

  void toggle(Channel leg) {
    if (leg.held) {
      unhold(leg);
    } else {
      hold(leg);
    }
  }

  /** The leg is parked, bridged anew or ends: whatever it was before, it is not on hold any more. */
  void forget(Channel leg) {
    if (leg.held) {
      leg.leftHeld = true;
      core.legs.callState(leg, CallState.UNHELD);
      addUp(leg);
      tellUnheld(leg);
    }
  }

  private void addUp(Channel leg) {
    long now = core.events.frameMicros();
    leg.holds.addFirst("{" + leg.heldSinceMicros + "," + now + "}");
    if (leg.profile.timeMicros("Channel-Last-Hold") > 0) {
      leg.profile.stamp("Channel-Hold-Accum", Math.max(1, now - leg.heldSinceMicros));
    }
  }

  private void tellUnheld(Channel leg) {
    leg.held = false;
    leg.heldByPhone = false;
    core.events.full("CHANNEL_UNHOLD", leg);
  }

  private void tellReinvite(Channel leg) {
    if (!leg.isEnded()) {
      leg.variables.put("dlg_req_swap_direction", "true");
      turnDialogue(leg, "sip_from_display", "sip_to_display");
      core.events.custom("sofia::reinvite", Map.of("Unique-ID", leg.uuid));
    }
  }

  /** Who sent the last request of a dialogue is "from", the other is "to". */
  private static void turnDialogue(Channel leg, String before, String after) {
    Object display = leg.variables.remove(before);
    if (display != null) {
      leg.variables.put(after, display);
    }
  }

  private void playTo(Channel leg) {
    if (leg.held) {
      partnerOf(leg)
          .ifPresent(partner -> core.applications.execute(
              partner, new Applications.Step("playback", MUSIC), () -> {}));
    }
  }

  /** Whom it talks with, or talked with last: hold does not ask whether they still do. */
  private Optional<Channel> partnerOf(Channel leg) {
    return core.living(leg.variable("signal_bond"));
  }

  /** Takes the music away. */
  void silence(Channel listener) {
    if (!listener.playbacks.isEmpty()) {
      core.applications.breakPlaying(listener);
    }
  }
}
