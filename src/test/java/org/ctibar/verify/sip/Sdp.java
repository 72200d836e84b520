package org.ctibar.verify.sip;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one side says of its media: PCMU and telephone events.
 *
 * @param events the payload type of telephone events
 */
record Sdp(String host, int port, Flow flow, int events) {
  static final String TYPE = "application/sdp";
  private static final int OUR_EVENTS = 101;
  private static final Pattern CONNECTION = Pattern.compile("(?m)^c=IN IP4 (\\S+)");
  private static final Pattern AUDIO = Pattern.compile("(?m)^m=audio (\\d+) ");
  private static final Pattern EVENTS =
      Pattern.compile("(?m)^a=rtpmap:(\\d+) telephone-event/8000");
  private static final Pattern FLOW =
      Pattern.compile("(?m)^a=(sendrecv|sendonly|recvonly|inactive)\\s*$");

  enum Flow {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    Flow seenFromTheOtherSide() {
      return switch (this) {
        case SENDONLY -> RECVONLY;
        case RECVONLY -> SENDONLY;
        default -> this;
      };
    }
  }

  static Sdp of(String host, int port, Flow flow) {
    return new Sdp(host, port, flow, OUR_EVENTS);
  }

  static Sdp parse(String text) {
    String host = found(CONNECTION, text, "0.0.0.0");
    Flow flow = Flow.valueOf(found(FLOW, text, "sendrecv").toUpperCase(Locale.ROOT));
    return new Sdp(
        host,
        Integer.parseInt(found(AUDIO, text, "0")),
        host.equals("0.0.0.0") ? Flow.SENDONLY : flow,
        Integer.parseInt(found(EVENTS, text, String.valueOf(OUR_EVENTS))));
  }

  String render(long version) {
    return String.join(
        "\r\n",
        "v=0",
        "o=verify 20250101 " + version + " IN IP4 " + host,
        "s=-",
        "c=IN IP4 " + host,
        "t=0 0",
        "m=audio " + port + " RTP/AVP 0 " + events,
        "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:" + events + " telephone-event/8000",
        "a=fmtp:" + events + " 0-15",
        "a=ptime:20",
        "a=" + flow.name().toLowerCase(Locale.ROOT),
        "");
  }

  private static String found(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }
}
