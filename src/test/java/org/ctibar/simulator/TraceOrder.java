package org.ctibar.simulator;

import java.util.ArrayList;
import java.util.List;
import org.ctibar.simulator.Trace.Api;
import org.ctibar.simulator.Trace.Event;
import org.ctibar.simulator.Trace.Step;

/**
 * A recording notes a command when its answer is there, its events as they come on another link: what a
 * command brought about may stand before it. Here causes go first again.
 */
final class TraceOrder {
  private static final double BURST_S = 0.006;

  private TraceOrder() {}

  static List<Step> causesFirst(List<Step> recorded) {
    List<Step> steps = new ArrayList<>(recorded);
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Api api) {
        steps.add(placeFor(api, steps, i), steps.remove(i));
      } else if (steps.get(i) instanceof Event event && isPhoneUnhold(event, steps, i)) {
        steps.add(burstBefore(event, steps, i), steps.remove(i));
      } else if (steps.get(i) instanceof Event event && isLateAnswer(event, steps, i)) {
        steps.add(i - 1, steps.remove(i));
      }
    }
    return steps;
  }

  private static int placeFor(Api api, List<Step> steps, int index) {
    int burst = burstBefore(api, steps, index);
    for (int i = burst; i < index; i++) {
      if (steps.get(i) instanceof Event event) {
        if (isOnItsWay(api, event)) {
          return burst;
        }
        if (isEffect(api, event)) {
          return i;
        }
      }
    }
    return index;
  }

  /** Where the events begin that came within a few milliseconds before the step. */
  private static int burstBefore(Step step, List<Step> steps, int index) {
    int i = index;
    while (i > 0
        && steps.get(i - 1) instanceof Event earlier
        && earlier.at() > step.at() - BURST_S) {
      i--;
    }
    return i;
  }

  /** A leg was told to leave a conversation and had not yet done so when the conversation ended. */
  private static boolean isOnItsWay(Api api, Event event) {
    return api.text().startsWith("uuid_bridge ")
        && api.names(event.uuid())
        && event.name().equals("CHANNEL_UNBRIDGE")
        && event.header("Channel-State-Number").equals("8");
  }

  private static boolean isEffect(Api api, Event event) {
    boolean own = api.names(event.uuid());
    String verb = api.text().split(" ")[0];
    return switch (verb) {
      case "uuid_bridge" ->
        own
            && event.header("Direction").equals("RECV")
            && !event.header("Bridged-To").isEmpty();
      case "uuid_hold" ->
        own && event.name().matches("CHANNEL_(CALLSTATE|HOLD|UNHOLD)")
            || event.header("Playback-Status").equals("break");
      case "uuid_kill" ->
        own && event.header("Channel-Call-State").equals("UNHELD")
            || event.header("Channel-State-Number").equals("8")
                && api.names(event.header("Bridge-B-Unique-ID"));
      case "conference" -> event.name().equals("CHANNEL_OUTGOING");
      default -> false;
    };
  }

  /** Two threads tell of an answer; the phone's own is first. */
  private static boolean isLateAnswer(Event event, List<Step> steps, int index) {
    return event.name().equals("CHANNEL_CALLSTATE")
        && event.header("Original-Channel-Call-State").equals("RINGING")
        && index > 0
        && steps.get(index - 1) instanceof Event before
        && before.is("CHANNEL_OUTGOING", event.uuid());
  }

  /** The phone's key comes first, then the music stops. */
  private static boolean isPhoneUnhold(Event event, List<Step> steps, int index) {
    return event.header("Channel-Call-State").equals("UNHELD")
        && event.name().equals("CHANNEL_CALLSTATE")
        && steps.subList(Math.max(0, index - 3), index).stream()
            .anyMatch(step -> step instanceof Event earlier
                && earlier.header("Playback-Status").equals("break")
                && earlier.at() > event.at() - BURST_S);
  }
}
