package org.ctibar.verify;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a page was told, in order. Each event is looked at once; those before it are passed over. */
final class PageLog {
  private final List<JsonObject> events = new ArrayList<>();
  private int next;

  synchronized void add(JsonObject event) {
    events.add(event);
  }

  /**
   * @param expected pairs of a field of its data, with dots for fields within fields, and its value
   * @return the data of the next event of that name
   */
  JsonObject expect(String who, String name, Duration within, Object... expected) {
    JsonObject data;
    try {
      data = Until.present(who + " is told " + name, within, () -> take(name));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; told was " + names());
    }
    for (int i = 0; i < expected.length; i += 2) {
      Object is = value(data, (String) expected[i]);
      if (!Objects.equals(expected[i + 1], is)) {
        throw new AssertionError(who + ": " + name + " should have " + expected[i] + " = "
            + expected[i + 1] + ", but is " + data.encode());
      }
    }
    return data;
  }

  /** Whether an event of that name came that was not yet looked at. */
  synchronized boolean has(String name) {
    return events.subList(next, events.size()).stream()
        .anyMatch(event -> name.equals(event.getString("event")));
  }

  /** Of those not yet looked at. */
  synchronized List<String> names() {
    return events.subList(next, events.size()).stream()
        .map(event -> event.getString("event"))
        .toList();
  }

  private synchronized Optional<JsonObject> take(String name) {
    for (int i = next; i < events.size(); i++) {
      if (name.equals(events.get(i).getString("event"))) {
        next = i + 1;
        return Optional.of(events.get(i).getJsonObject("data", new JsonObject()));
      }
    }
    return Optional.empty();
  }

  private static Object value(JsonObject data, String path) {
    Object value = data;
    for (String field : path.split("\\.")) {
      value = value instanceof JsonObject object ? object.getValue(field) : null;
    }
    return value;
  }
}
