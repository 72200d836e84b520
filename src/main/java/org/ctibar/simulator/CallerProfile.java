package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code Caller-*} headers of a channel, and, copied to its partner, the {@code Other-Leg-*} ones. */
final class CallerProfile {
  static final String[] TIMES = {
    "Profile-Created-Time",
    "Channel-Created-Time",
    "Channel-Answered-Time",
    "Channel-Progress-Time",
    "Channel-Progress-Media-Time",
    "Channel-Hangup-Time",
    "Channel-Transfer-Time",
    "Channel-Resurrect-Time",
    "Channel-Bridged-Time",
    "Channel-Last-Hold",
    "Channel-Hold-Accum"
  };

  private final Map<String, String> fields = new LinkedHashMap<>();

  /** What every channel's profile has from the first moment on. */
  void begin(Channel leg, long nowMicros) {
    set("Direction", leg.direction.label());
    set("Logical-Direction", leg.direction.label());
    set("Unique-ID", leg.uuid);
    set("Channel-Name", leg.name);
    set("Profile-Index", "1");
    for (String time : TIMES) {
      set(time, "0");
    }
    stamp("Profile-Created-Time", nowMicros);
    stamp("Channel-Created-Time", nowMicros);
    set("Screen-Bit", "true");
    set("Privacy-Hide-Name", "false");
    set("Privacy-Hide-Number", "false");
  }

  /** Who calls, and whom; the name may be missing. */
  void call(String callerName, String callerNumber, String destination) {
    set("Caller-ID-Name", callerName);
    set("Caller-ID-Number", callerNumber);
    set("Orig-Caller-ID-Name", callerName);
    set("Orig-Caller-ID-Number", callerNumber);
    set("ANI", callerNumber);
    set("Destination-Number", destination);
  }

  String get(String field) {
    return fields.get(field);
  }

  /** @param value null takes the header away */
  void set(String field, String value) {
    if (value == null) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
  }

  long timeMicros(String field) {
    return Long.parseLong(fields.getOrDefault(field, "0"));
  }

  void stamp(String field, long micros) {
    fields.put(field, String.valueOf(micros));
  }

  /** A new chapter of the leg: it keeps when the call began, not whom it talked with. */
  void step(long nowMicros) {
    for (String time :
        new String[] {"Channel-Bridged-Time", "Channel-Last-Hold", "Channel-Hold-Accum"}) {
      set(time, "0");
    }
    stamp("Profile-Created-Time", nowMicros);
  }

  /** What originate does when a dialled leg becomes a call of its own: who was called is now the caller. */
  void swapCallerAndCallee() {
    for (String part : new String[] {"ID-Name", "ID-Number"}) {
      String caller = fields.get("Caller-" + part);
      set("Caller-" + part, fields.get("Callee-" + part));
      set("Callee-" + part, caller);
    }
  }

  /** As the swap, but a caller always has a name and a number. */
  void invert() {
    swapCallerAndCallee();
    fields.putIfAbsent("Caller-ID-Name", "Unknown");
    fields.putIfAbsent("Caller-ID-Number", "Unknown");
  }

  void writeTo(Map<String, Object> headers) {
    fields.forEach((field, value) -> headers.put("Caller-" + field, value));
  }

  /** The partner's view, frozen at the moment of bridging. */
  Map<String, String> asOtherLeg(boolean originator) {
    Map<String, String> copy = new LinkedHashMap<>();
    copy.put("Other-Type", originator ? "originator" : "originatee");
    fields.forEach((field, value) -> copy.put("Other-Leg-" + field, value));
    copy.remove("Other-Leg-Profile-Index");
    copy.remove("Other-Leg-Transfer-Source");
    copy.put("Other-Leg-Logical-Direction", "inbound");
    if (originator) {
      for (String time : TIMES) {
        copy.put("Other-Leg-" + time, "0");
      }
    }
    return copy;
  }
}
