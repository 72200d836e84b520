package org.ctibar.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/** The answers of the last minute by question id, shared by all instances that serve an address on this node. */
final class RecentAnswers implements Shareable {
  private static final long KEEP_NS = 60_000_000_000L;

  private record Asked(String id, long atNs) {}

  private final Map<String, Future<String>> answers = new HashMap<>();
  private final Queue<Asked> order = new ArrayDeque<>();

  static RecentAnswers of(Vertx vertx, String address) {
    LocalMap<String, RecentAnswers> all =
        vertx.sharedData().getLocalMap(RecentAnswers.class.getName());
    return all.computeIfAbsent(address, a -> new RecentAnswers());
  }

  private synchronized void forget(String id) {
    answers.remove(id);
  }

  synchronized Future<String> answer(String id, Supplier<Future<String>> handler) {
    if (id == null) {
      return handler.get();
    }
    long now = System.nanoTime();
    while (!order.isEmpty() && now - order.peek().atNs() > KEEP_NS) {
      answers.remove(order.remove().id());
    }
    Future<String> known = answers.get(id);
    if (known != null) {
      return known;
    }
    Future<String> fresh = handler.get();
    answers.put(id, fresh);
    order.add(new Asked(id, now));
    fresh.onFailure(none -> forget(id));
    return fresh;
  }
}
