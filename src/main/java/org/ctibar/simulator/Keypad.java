package org.ctibar.simulator;

/** Digits pressed at one end of a leg and sent to the other. */
final class Keypad {
  private static final String RFC2833_UNITS = "2080";
  private static final String DEFAULT_UNITS = "2000";

  private final Core core;

  Keypad(Core core) {
    this.core = core;
  }

  /** {@code uuid_send_dtmf}: the phone or person at the far end hears them; no event tells. */
  void send(Channel leg, String digits) {
    leg.digitsHeard.append(digits);
    if (leg.trunk != null) {
      leg.trunk.digits(leg, digits);
    }
  }

  /** {@code uuid_recv_dtmf}: as if the far end had pressed them. */
  void receive(Channel leg, String digits) {
    core.nextFrame(leg, () -> digits.chars().forEach(digit -> tell(leg, digit, "APP")));
  }

  /** Somebody at the far end presses a key. */
  void press(Channel leg, String digits) {
    digits.chars().forEach(digit -> tell(leg, digit, "RTP"));
  }

  private void tell(Channel leg, int digit, String source) {
    if (leg.isEnded()) {
      return;
    }
    String text = Character.toString(digit);
    leg.digitsPressed.append(text);
    core.eavesdrops.key(leg, (char) digit);
    core.events.brief(
        "DTMF",
        leg,
        "DTMF-Digit",
        text,
        "DTMF-Duration",
        source.equals("RTP") ? RFC2833_UNITS : DEFAULT_UNITS,
        "DTMF-Source",
        source);
    if (leg.bridge != null && leg.bridge.talking) {
      send(leg.bridge.partnerOf(leg), text);
    }
  }
}
