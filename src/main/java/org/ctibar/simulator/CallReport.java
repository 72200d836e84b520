package org.ctibar.simulator;

import java.util.Map;

/** The variables that a leg has once it is over: causes, times, durations. */
final class CallReport {
  private CallReport() {}

  static void write(Channel leg) {
    Map<String, Object> variables = leg.variables;
    variables.put("hangup_cause", leg.hangupCause.name());
    variables.put("hangup_cause_q850", String.valueOf(leg.hangupCause.q850));
    String pressed = leg.digitsPressed.toString();
    variables.put("digits_dialed", pressed.isEmpty() ? "none" : pressed);
    stamp(variables, "start", leg.profile.timeMicros("Channel-Created-Time"));
    stamp(variables, "answer", leg.profile.timeMicros("Channel-Answered-Time"));
    stamp(variables, "bridge", leg.profile.timeMicros("Channel-Bridged-Time"));
    stamp(variables, "progress", leg.profile.timeMicros("Channel-Progress-Time"));
    stamp(variables, "end", leg.profile.timeMicros("Channel-Hangup-Time"));
    putUnlessEmpty(variables, "last_app", leg.lastApplication);
    putUnlessEmpty(variables, "last_arg", leg.lastArgument);
    if (!leg.holds.isEmpty()) {
      variables.put("hold_events", "{" + String.join(",", leg.holds) + "}");
    }
    variables.put("caller_id", callerId(leg.profile));
    span(leg, "duration", "mduration", "Channel-Created-Time");
    span(leg, "billsec", "billmsec", "Channel-Answered-Time");
  }

  private static String callerId(CallerProfile profile) {
    String name = profile.get("Caller-ID-Name");
    String number = profile.get("Caller-ID-Number");
    return name == null ? number : "\"" + name + "\" <" + number + ">";
  }

  private static void putUnlessEmpty(Map<String, Object> variables, String name, String value) {
    if (!value.isEmpty()) {
      variables.put(name, value);
    }
  }

  private static void stamp(Map<String, Object> variables, String what, long micros) {
    if (micros > 0) {
      variables.put(what + "_stamp", Events.localTime(micros));
    }
    variables.put(what + "_epoch", String.valueOf(micros / 1_000_000));
    variables.put(what + "_uepoch", String.valueOf(micros));
  }

  private static void span(Channel leg, String seconds, String millis, String since) {
    long from = leg.profile.timeMicros(since);
    long to = leg.profile.timeMicros("Channel-Hangup-Time");
    long micros = from == 0 ? 0 : to - from;
    leg.variables.put(
        seconds, String.valueOf(to / 1_000_000 - (from == 0 ? to : from) / 1_000_000));
    leg.variables.put(millis, String.valueOf(micros / 1_000));
  }
}
