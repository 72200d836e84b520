package org.ctibar.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/** A channel as {@code show channels as json} lists it. */
final class ShownRow {
  private ShownRow() {}

  static JsonObject of(Channel leg) {
    String codec = leg.hasMedia ? "PCMU" : "";
    String rate = leg.hasMedia ? "8000" : "";
    String bits = leg.hasMedia ? "64000" : "";
    long created = leg.profile.timeMicros("Channel-Created-Time");
    return new JsonObject()
        .put("uuid", leg.uuid)
        .put("direction", leg.direction.label())
        .put("created", Events.localTime(created))
        .put("created_epoch", String.valueOf(created / 1_000_000))
        .put("name", leg.name)
        .put("state", leg.running.label())
        .put("cid_name", field(leg, "Caller-ID-Name"))
        .put("cid_num", field(leg, "Caller-ID-Number"))
        .put(
            "ip_addr", leg.direction == Channel.Direction.INBOUND ? field(leg, "Network-Addr") : "")
        .put("dest", field(leg, "Destination-Number"))
        .put("application", leg.shownApplication)
        .put("application_data", leg.shownArgument)
        .put("dialplan", field(leg, "Dialplan"))
        .put("context", field(leg, "Context"))
        .put("read_codec", codec)
        .put("read_rate", rate)
        .put("read_bit_rate", bits)
        .put("write_codec", codec)
        .put("write_rate", rate)
        .put("write_bit_rate", bits)
        .put("secure", "")
        .put("hostname", "simulator")
        .put("presence_id", Objects.requireNonNullElse(leg.presenceId, ""))
        .put("presence_data", "")
        .put("accountcode", leg.accountCode)
        .put("callstate", leg.callState.name())
        .put("callee_name", field(leg, "Callee-ID-Name"))
        .put("callee_num", field(leg, "Callee-ID-Number"))
        .put("callee_direction", leg.calleeDirection)
        .put("call_uuid", leg.callUuid)
        .put("sent_callee_name", leg.sentCalleeName)
        .put("sent_callee_num", leg.sentCalleeNumber)
        .put("initial_cid_name", field(leg, "Orig-Caller-ID-Name"))
        .put("initial_cid_num", field(leg, "Orig-Caller-ID-Number"))
        .put("initial_ip_addr", leg.direction == Channel.Direction.INBOUND ? "127.0.0.1" : "")
        .put("initial_dest", field(leg, "Destination-Number"))
        .put("initial_dialplan", field(leg, "Dialplan"))
        .put("initial_context", field(leg, "Context"));
  }

  private static String field(Channel leg, String name) {
    return Objects.requireNonNullElse(leg.profile.get(name), "");
  }
}
