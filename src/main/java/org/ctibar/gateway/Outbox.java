package org.ctibar.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.gateway.ServerFrame.Event;
import org.ctibar.gateway.ServerFrame.Reply;

/**
 * What one session sends, over all the connections it has in its life: the newest events, and replies that found no
 * connection, are kept for the next one.
 */
final class Outbox {
  private final GatewayMetrics metrics;
  private final EventLog log;
  private final List<Reply> owed = new ArrayList<>();
  private Connection connection;

  Outbox(GatewayMetrics metrics, int eventBuffer) {
    this.metrics = metrics;
    this.log = new EventLog(eventBuffer);
  }

  void connect(Connection next) {
    connection = next;
  }

  void disconnect() {
    connection = null;
  }

  boolean connected() {
    return connection != null;
  }

  boolean connectedBy(Connection which) {
    return connection == which;
  }

  /** Does nothing without a connection. */
  void close(CloseCode code) {
    if (connection != null) {
      connection.close(code);
    }
  }

  /** Of the newest event; 0 before the first. */
  long seq() {
    return log.seq();
  }

  /** @return empty if what was missed is no longer known */
  Optional<List<Event>> missedSince(long seen) {
    return log.after(seen);
  }

  void catchUp(List<Event> missed) {
    missed.forEach(this::send);
    owed.forEach(this::send);
    owed.clear();
  }

  void event(String name, long revision, Map<String, Object> data, List<String> allowed) {
    Event event = new Event(log.seq() + 1, name, revision, data, allowed);
    log.add(event);
    send(event);
  }

  void reply(Reply reply) {
    if (connection == null) {
      owed.add(reply);
    }
    send(reply);
  }

  /** Lost without a connection. */
  void send(ServerFrame frame) {
    if (connection != null) {
      metrics.frameOut();
      connection.send(Frames.encode(frame));
    }
  }
}
