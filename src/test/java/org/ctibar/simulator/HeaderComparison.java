package org.ctibar.simulator;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.ctibar.simulator.Trace.Event;

/** Compares the headers of a recorded event with those of ours. */
final class HeaderComparison {
  /** Codecs, SDP, SIP headers, packet counts, clocks: nothing of it steers the platform. */
  private static final Pattern NOT_COMPARED = Pattern.compile(
      "Core-UUID|FreeSWITCH-.*|Event-Date-.*"
          + "|Event-Calling-.*|Event-Sequence|Application-UUID|Content-Length|.*Transfer-Source"
          + "|Caller-Profile-Index|variable_session_id|variable_transfer_(history|source)"
          + "|variable_(rtp_|remote_|local_media|advertised|original_read|read_|write_|switch_[rm]_sdp|ep_codec"
          + "|video_|text_|audio_|playback_|sip_(?!term_status|hangup_disposition|auto_answer|invite_failure_status"
          + "|from_user$|from_display|to_user|req_user|term_cause)).*"
          + "|variable_.*(stamp|epoch|sec|_ms|_seconds|_usec|duration)|variable_proto_specific_hangup_cause_"
          + "|variable_(Event-|FreeSWITCH-|Core-UUID|number_alias).*|Conference-Unique-ID|Member-ID|variable_conference_member_id|variable_conference_uuid|variable_app_session_uuid|Floor|Talking|Current-Energy|DTMF-Duration|variable_hold_events|variable__sofia_replaces_|variable_max_forwards|variable_(current|total)_loops?|user-agent|network-port|contact|call-id|status"
          + "|expires|presence-hosts|sip_.*|number_alias|variable_original(ator|or)_codec|variable_originator_codec");

  private static final Pattern TIME =
      Pattern.compile("(Caller|Other-Leg)-.*-(Time|Last-Hold|Hold-Accum)");
  private static final Pattern PORT = Pattern.compile(":\\d{4,5}");

  private HeaderComparison() {}

  static void compare(
      String trace,
      Event recorded,
      Event simulated,
      Map<String, String> uuids,
      SoftAssertions softly) {
    Set<String> names = new TreeSet<>(recorded.headers().fieldNames());
    names.addAll(simulated.headers().fieldNames());
    for (String name : names) {
      if (!NOT_COMPARED.matcher(name).matches()
          && !isMomentary(name, recorded)
          && !isOfWebPhone(trace, name)
          && !isOfKillDuringPark(trace, name)) {
        String expected = normal(name, recorded.headers().getValue(name), uuids);
        String actual = normal(name, simulated.headers().getValue(name), Map.of());
        if (!Objects.equals(actual, expected)) {
          softly.fail(
              "%s of %s (%s): recorded %s, simulated %s",
              name, recorded.name(), recorded.header("Channel-State"), expected, actual);
        }
      }
    }
  }

  /** The switch clears these in another thread: some recordings caught them before, some after. */
  private static boolean isMomentary(String name, Event recorded) {
    boolean ending = recorded.header("Answer-State").equals("hangup");
    boolean moving = recorded.name().matches("CHANNEL_(CALL)?STATE")
        && recorded.header("Channel-State").matches("CS_(HIBERNATE|RESET|ROUTING|SOFT_EXECUTE)");
    return ending
            && name.matches("Channel-Call-UUID|variable_call_uuid|variable_bridge_hangup_cause")
        || recorded.name().equals("CHANNEL_OUTGOING") && name.equals("Channel-Call-State")
        || moving && name.equals("Channel-Call-UUID")
        || name.equals("Other-Leg-Channel-Progress-Time");
  }

  /** The phone of this recording is a browser, whose contact is not its extension. */
  private static boolean isOfWebPhone(String trace, String name) {
    return trace.equals("register_and_unregister")
        && name.matches(
            "(variable_c|Channel-|Caller-C)hannel[-_].ame|Channel-Name|.*-ID-Number"
                + "|Caller-Destination-Number|variable_media_webrtc|variable_sip_to_user|variable_sip_from_.*");
  }

  /** The agent's leg was killed in the very frame in which it was parked. */
  private static boolean isOfKillDuringPark(String trace, String name) {
    return trace.equals("transfer_blind_to_phone")
        && name.matches("variable_(last_)?bridge_hangup_cause");
  }

  private static String normal(String name, Object value, Map<String, String> uuids) {
    if (value == null) {
      return null;
    }
    if (TIME.matcher(name).matches()) {
      return value.equals("0") ? "unset" : "set";
    }
    String text = value.toString();
    for (Map.Entry<String, String> uuid : uuids.entrySet()) {
      text = text.replace(uuid.getKey(), uuid.getValue());
    }
    return PORT.matcher(text).replaceAll("");
  }
}
