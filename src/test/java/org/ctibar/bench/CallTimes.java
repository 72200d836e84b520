package org.ctibar.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts together, from what passes on the event sockets, how long each caller waited for a phone to be rung. Twice: by
 * our clock as the bytes passed, and by the switch's own clock, which steps by 20 ms.
 */
final class CallTimes {
  private static final Pattern NAME = Pattern.compile("\"Event-Name\"\\s*:\\s*\"(\\w+)\"");
  private static final Pattern UUID = Pattern.compile("\"Unique-ID\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern DATE =
      Pattern.compile("\"Event-Date-Timestamp\"\\s*:\\s*\"(\\d+)\"");
  private static final Pattern CALL = Pattern.compile("[;^]cti_call=([0-9a-f-]{36})");
  private static final Pattern LEG = Pattern.compile("[;^]origination_uuid=([0-9a-f-]{36})");

  private record Parked(long atNs, long switchUs) {}

  private final Map<String, Parked> parked = new ConcurrentHashMap<>();
  private final Map<String, Parked> rung = new ConcurrentHashMap<>();
  private volatile Latencies toOriginate = new Latencies();
  private volatile Latencies toLeg = new Latencies();

  /** From CHANNEL_PARK on its way to the node, to the originate for that caller on its way back. */
  Latencies toOriginate() {
    return toOriginate;
  }

  /** From the caller's CHANNEL_PARK to the agent's CHANNEL_CREATE, as the switch dates its events. */
  Latencies toLeg() {
    return toLeg;
  }

  /** Callers for whom no phone was rung yet. */
  int waiting() {
    return parked.size();
  }

  void restart() {
    toOriginate = new Latencies();
    toLeg = new Latencies();
  }

  void event(String json, long atNs) {
    String name = first(NAME, json);
    if ("CHANNEL_PARK".equals(name) && !json.contains("variable_cti_role")) {
      parked.putIfAbsent(first(UUID, json), new Parked(atNs, date(json)));
    } else if ("CHANNEL_CREATE".equals(name)) {
      Parked caller = rung.remove(first(UUID, json));
      if (caller != null) {
        toLeg.record(caller.switchUs() * 1_000, date(json) * 1_000);
      }
    }
  }

  void command(String text, long atNs) {
    if (!text.startsWith("bgapi originate ") || !text.contains("cti_role=agent")) {
      return;
    }
    String call = first(CALL, text);
    Parked caller = call == null ? null : parked.remove(call);
    if (caller != null) { // else not the first offer
      toOriginate.record(caller.atNs(), atNs);
      rung.put(first(LEG, text), caller);
    }
  }

  private static long date(String json) {
    String us = first(DATE, json);
    return us == null ? 0 : Long.parseLong(us);
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : null;
  }
}
