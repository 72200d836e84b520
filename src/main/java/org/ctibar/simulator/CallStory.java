package org.ctibar.simulator;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What became of one outside call, as its events tell. Pure: times are given, milliseconds. */
final class CallStory {
  private final String label;
  private final long placedAtMs;
  private String answeredBy;
  private long answeredAtMs;
  private long talkingSinceMs;
  private long talkedMs;
  private boolean waiting;
  private String cause;
  private long endedAtMs;

  CallStory(String label, long placedAtMs) {
    this.label = label;
    this.placedAtMs = placedAtMs;
  }

  /** @return a line to print if the event changed the story */
  Optional<String> on(Map<String, String> event, long nowMs) {
    return switch (event.getOrDefault("Event-Name", "")) {
      case "CHANNEL_PARK" -> park();
      case "CHANNEL_BRIDGE" -> bridge(event, nowMs);
      case "CHANNEL_UNBRIDGE" -> {
        unbridge(nowMs);
        yield Optional.empty();
      }
      case "CHANNEL_HANGUP_COMPLETE" -> end(event, nowMs);
      default -> Optional.empty();
    };
  }

  boolean isEnded() {
    return cause != null;
  }

  boolean isAnswered() {
    return answeredBy != null;
  }

  /** From the call's arrival to its first conversation. */
  long waitedMs() {
    return (isAnswered() ? answeredAtMs : endedAtMs) - placedAtMs;
  }

  long talkedMs() {
    return talkedMs;
  }

  private Optional<String> park() {
    if (waiting) {
      return Optional.empty();
    }
    waiting = true;
    return Optional.of(label + " waiting");
  }

  private Optional<String> bridge(Map<String, String> event, long nowMs) {
    talkingSinceMs = nowMs;
    if (isAnswered()) {
      return Optional.of(label + " talks to " + partner(event));
    }
    answeredBy = partner(event);
    answeredAtMs = nowMs;
    return Optional.of(label + " answered by " + answeredBy + " after " + seconds(waitedMs()));
  }

  private void unbridge(long nowMs) {
    if (talkingSinceMs > 0) {
      talkedMs += nowMs - talkingSinceMs;
      talkingSinceMs = 0;
    }
  }

  private Optional<String> end(Map<String, String> event, long nowMs) {
    unbridge(nowMs);
    cause = event.getOrDefault("Hangup-Cause", "unknown");
    endedAtMs = nowMs;
    String told = isAnswered()
        ? " talked " + seconds(talkedMs) + " with " + answeredBy
        : " not answered in " + seconds(waitedMs());
    return Optional.of(label + told + ", ended " + cause);
  }

  private static String partner(Map<String, String> event) {
    return event.getOrDefault("Other-Leg-Destination-Number", "somebody");
  }

  static String seconds(long ms) {
    return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
  }
}
