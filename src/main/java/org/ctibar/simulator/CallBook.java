package org.ctibar.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls placed by one run of {@code scripts/call}, followed by their events. */
final class CallBook {
  private static final String KINDS =
      "event json CHANNEL_PARK CHANNEL_BRIDGE CHANNEL_UNBRIDGE CHANNEL_HANGUP_COMPLETE";

  /** A command that may fail. */
  interface Placing {
    String reply() throws IOException;
  }

  private final PrintStream out;
  private final Map<String, CallStory> stories = new LinkedHashMap<>();
  private boolean allPlaced;
  private boolean linkLost;

  CallBook(PrintStream out) {
    this.out = out;
  }

  void follow(EslClient events) throws IOException {
    events.command(KINDS);
    Thread reader = new Thread(() -> read(events), "call-events");
    reader.setDaemon(true);
    reader.start();
  }

  /** Holds back events until the call's uuid is known. */
  synchronized String placing(String label, Placing command) throws IOException {
    String reply = command.reply();
    if (reply.startsWith("+OK ")) {
      stories.put(reply.substring(4).strip(), new CallStory(label, nowMs()));
    }
    return reply;
  }

  synchronized void allPlaced() {
    allPlaced = true;
    notifyAll();
  }

  /** @return false if the link was lost before the last call ended */
  synchronized boolean awaitEnd() throws InterruptedException {
    while (!linkLost && !(allPlaced && stories.values().stream().allMatch(CallStory::isEnded))) {
      wait();
    }
    return !linkLost;
  }

  void hangUpAll(EslClient commands) {
    for (String uuid : living()) {
      try {
        commands.command("api sim_hangup " + uuid);
      } catch (IOException e) {
        return;
      }
    }
  }

  synchronized String summary() {
    List<CallStory> answered =
        stories.values().stream().filter(CallStory::isAnswered).toList();
    String text = stories.size() + (stories.size() == 1 ? " call, " : " calls, ") + answered.size()
        + " answered, " + (stories.size() - answered.size()) + " not";
    if (answered.isEmpty()) {
      return text;
    }
    long longestMs = answered.stream().mapToLong(CallStory::waitedMs).max().orElse(0);
    double meanWaitMs =
        answered.stream().mapToLong(CallStory::waitedMs).average().orElse(0);
    double meanTalkMs =
        answered.stream().mapToLong(CallStory::talkedMs).average().orElse(0);
    return text + "; waited " + CallStory.seconds((long) meanWaitMs) + " on average, "
        + CallStory.seconds(longestMs) + " at most; talked " + CallStory.seconds((long) meanTalkMs)
        + " on average";
  }

  private synchronized List<String> living() {
    return stories.entrySet().stream()
        .filter(entry -> !entry.getValue().isEnded())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void read(EslClient events) {
    try {
      events.readEvents(this::tell);
    } catch (IOException e) {
      synchronized (this) {
        linkLost = true;
        notifyAll();
      }
    }
  }

  private synchronized void tell(JsonNode event) {
    CallStory story = find(event);
    if (story != null) {
      Map<String, String> headers = new HashMap<>();
      event
          .properties()
          .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asText()));
      if (!stories.containsKey(headers.get("Unique-ID"))) {
        headers.put("Other-Leg-Destination-Number", headers.get("Caller-Destination-Number"));
      }
      story.on(headers, nowMs()).ifPresent(out::println);
      notifyAll();
    }
  }

  /** The caller may be either side of a bridge. */
  private CallStory find(JsonNode event) {
    CallStory own = stories.get(event.path("Unique-ID").asText());
    boolean aboutBridge = event.path("Event-Name").asText().endsWith("BRIDGE");
    return own == null && aboutBridge
        ? stories.get(event.path("Bridge-B-Unique-ID").asText())
        : own;
  }

  private static long nowMs() {
    return System.nanoTime() / 1_000_000;
  }
}
