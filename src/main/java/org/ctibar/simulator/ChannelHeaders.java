package org.ctibar.simulator;

import java.util.Map;

/** How a channel stands in an event. */
final class ChannelHeaders {
  private static final Codec PHONE = new Codec("PCMU", "64000");

  /** A conference, and whoever listens to another leg, reads what can be added up. */
  private static final Codec MIXER = new Codec("L16", "128000");

  private record Codec(String name, String bitRate) {}

  private ChannelHeaders() {}

  private static boolean isMixed(Channel leg) {
    return leg.conference != null || leg.eavesdrop != null;
  }

  static void write(Channel leg, Map<String, Object> headers) {
    headers.put("Channel-State", leg.running.label());
    headers.put("Channel-Call-State", leg.callState.name());
    headers.put("Channel-State-Number", String.valueOf(leg.state.ordinal()));
    headers.put("Channel-Name", leg.name);
    headers.put("Unique-ID", leg.uuid);
    headers.put("Call-Direction", leg.direction.label());
    headers.put("Presence-Call-Direction", leg.direction.label());
    headers.put("Channel-HIT-Dialplan", String.valueOf(leg.hitDialplan));
    if (leg.presenceId != null) {
      headers.put("Channel-Presence-ID", leg.presenceId);
    }
    headers.put("Channel-Call-UUID", leg.callUuid);
    headers.put("Answer-State", leg.answerState.label());
    if (leg.hangupCause != null) {
      headers.put("Hangup-Cause", leg.hangupCause.name());
    }
    if (leg.hasMedia) {
      writeCodec(headers, "Channel-Read-Codec-", isMixed(leg) ? MIXER : PHONE);
      writeCodec(headers, "Channel-Write-Codec-", PHONE);
    }
    if (leg.running != ChannelState.NEW) {
      leg.profile.writeTo(headers);
    }
    headers.putAll(leg.otherLeg);
  }

  static void writeVariables(Channel leg, Map<String, Object> headers) {
    leg.variables.forEach((key, value) -> headers.put("variable_" + key, value));
    headers.put("variable_call_uuid", leg.callUuid);
  }

  private static void writeCodec(Map<String, Object> headers, String prefix, Codec codec) {
    headers.put(prefix + "Name", codec.name);
    headers.put(prefix + "Rate", "8000");
    headers.put(prefix + "Bit-Rate", codec.bitRate);
  }
}
