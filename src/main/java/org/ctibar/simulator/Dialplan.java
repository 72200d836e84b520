package org.ctibar.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctibar.simulator.Applications.Step;

/** What is done with a number, by context: who comes from outside, phones, and whom a phone sent away. */
final class Dialplan {
  static final String OUTSIDE = "public";
  static final String PHONES = "default";
  static final String PEERS = "cti-peers";
  private static final String REFERRED = "cti-refer";
  private static final String SHORT_TONE = "tone_stream://%(200,0,500,600,700)";
  private static final String HOLD_MUSIC = "local_stream://moh";
  private static final Pattern QUEUE = Pattern.compile("(7\\d{3})");
  private static final Pattern EXTENSION = Pattern.compile("(10\\d{2})");
  private static final Pattern OUTSIDE_NUMBER = Pattern.compile("(\\d{5,32})");

  /**
   * @param match what the pattern took from the number; null if it took nothing
   */
  record Route(List<Step> steps, String match) {}

  private Dialplan() {}

  /** Empty if the context has no route for the number. */
  static Optional<Route> route(String context, String number) {
    if (context.equals(REFERRED)) {
      return Optional.of(new Route(
          List.of(new Step("set", "cti_refer_to=" + number), new Step("park", "")), number));
    }
    Optional<Route> service = service(number);
    return service.isPresent() || !context.equals(PHONES) ? service : byPhone(number);
  }

  /**
   * A phone is rung for a call on another switch, as conf/freeswitch/dialplan does it.
   */
  static Optional<Route> relay(String number, Channel leg) {
    String phoneLeg = leg.variable("sip_h_X-CTI-Phone-Leg");
    String of = leg.variable("sip_h_X-CTI-Of");
    boolean autoAnswer = leg.isTrue("sip_h_X-CTI-Auto-Answer");
    if (!EXTENSION.matcher(number).matches() || phoneLeg.isEmpty()) {
      return Optional.empty();
    }
    String variables = "origination_uuid=" + phoneLeg + ",cti_role=relay,cti_of=" + of
        + (autoAnswer ? ",sip_auto_answer=true" : "");
    return Optional.of(new Route(
        List.of(
            new Step("set", "cti_role=relay"),
            new Step("set", "hangup_after_bridge=true"),
            new Step("set", "continue_on_fail=USER_NOT_REGISTERED,SUBSCRIBER_ABSENT"),
            new Step("set", "force_transfer_context=" + REFERRED),
            new Step("set", "rtp_timeout_sec=30"),
            new Step("set", "cti_of=" + of),
            new Step("unset", "sip_h_X-CTI-Of"),
            new Step("unset", "sip_h_X-CTI-Phone-Leg"),
            new Step("unset", "sip_h_X-CTI-Auto-Answer"),
            new Step("bridge", "{" + variables + "}user/" + number + "@" + FarEnd.DOMAIN),
            new Step("hangup", "DESTINATION_OUT_OF_ORDER")),
        number));
  }

  /** {@code application:argument,application:argument} */
  static List<Step> inline(String text) {
    List<Step> steps = new ArrayList<>();
    for (String part : text.split(",")) {
      String[] application = part.split(":", 2);
      steps.add(new Step(application[0].strip(), application.length > 1 ? application[1] : ""));
    }
    return steps;
  }

  private static Optional<Route> service(String number) {
    Matcher queue = QUEUE.matcher(number);
    if (queue.matches()) {
      return Optional.of(new Route(
          List.of(new Step("answer", ""), new Step("playback", SHORT_TONE), new Step("park", "")),
          number));
    }
    return switch (number) {
      case "5000", "park" -> unmatched(new Step("park", ""));
      case "9196" -> unmatched(new Step("answer", ""), new Step("echo", ""));
      case "9664" -> unmatched(new Step("answer", ""), new Step("playback", HOLD_MUSIC));
      default -> Optional.empty();
    };
  }

  private static Optional<Route> byPhone(String number) {
    if (EXTENSION.matcher(number).matches()) {
      return Optional.of(new Route(
          List.of(
              new Step("set", "hangup_after_bridge=true"),
              new Step("set", "continue_on_fail=false"),
              new Step("set", "call_timeout=60"),
              new Step("export", "dialed_extension=" + number),
              new Step("bridge", "user/" + number + "@" + FarEnd.DOMAIN)),
          number));
    }
    return OUTSIDE_NUMBER.matcher(number).matches()
        ? Optional.of(
            new Route(List.of(new Step("bridge", "sofia/gateway/trunk/" + number)), number))
        : Optional.empty();
  }

  private static Optional<Route> unmatched(Step... steps) {
    return Optional.of(new Route(List.of(steps), null));
  }
}
