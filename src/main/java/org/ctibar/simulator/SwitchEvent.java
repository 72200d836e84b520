package org.ctibar.simulator;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/**
 * One event, rendered at most once for each format however many sessions listen.
 * A header's value is a text or, where FreeSWITCH repeats the header, a list of texts.
 */
final class SwitchEvent {
  private final Map<String, Object> headers;
  private final String body;
  private Buffer json;
  private Buffer plain;

  SwitchEvent(Map<String, Object> headers, String body) {
    this.headers = headers;
    this.body = body;
  }

  String name() {
    return (String) headers.get("Event-Name");
  }

  Optional<String> subclass() {
    return Optional.ofNullable((String) headers.get("Event-Subclass"));
  }

  Map<String, Object> headers() {
    return headers;
  }

  Optional<String> body() {
    return Optional.ofNullable(body);
  }

  Buffer json() {
    if (json == null) {
      json = EventFormat.jsonFrame(this);
    }
    return json;
  }

  Buffer plain() {
    if (plain == null) {
      plain = EventFormat.plainFrame(this);
    }
    return plain;
  }
}
