package org.ctibar.esl;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Commands that wait for their replies, which come in order. One that waited too long keeps its place, so that its
 * late reply is not taken for the next one's. Pure but for the promises; the clock comes from outside.
 */
final class ReplyQueue {
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private final LinkCounters counters;

  ReplyQueue(LinkCounters counters) {
    this.counters = counters;
  }

  private static final class Waiting {
    final Promise<String> promise = Promise.promise();
    final long sinceNanos;
    boolean given;

    Waiting(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }

  Future<String> add(long nowNanos) {
    Waiting waiting = new Waiting(nowNanos);
    queue.add(waiting);
    return waiting.promise.future();
  }

  /** @return false if no command waits for a reply */
  boolean reply(String text) {
    Waiting first = queue.poll();
    if (first == null) {
      return false;
    }
    if (first.given) {
      counters.staleReplies.increment();
    } else if (text.startsWith("-ERR") || text.startsWith("-USAGE")) {
      first.promise.fail(new EslException(EslException.Kind.REFUSED, text));
    } else {
      first.promise.complete(text);
    }
    return true;
  }

  /** Fails the commands older than {@code limitNanos}. */
  void expire(long nowNanos, long limitNanos) {
    List<Waiting> late = new ArrayList<>();
    for (Waiting waiting : queue) {
      if (nowNanos - waiting.sinceNanos < limitNanos) {
        break; // the rest is younger
      }
      if (!waiting.given) {
        waiting.given = true;
        late.add(waiting);
      }
    }
    late.forEach(w -> w.promise.fail(new EslException(EslException.Kind.TIMEOUT, "no reply")));
  }

  /** How long the oldest reply is owed; 0 if none is. */
  long oldestNanos(long nowNanos) {
    return queue.isEmpty() ? 0 : nowNanos - queue.peek().sinceNanos;
  }

  void failAll(String reason) {
    List<Waiting> all = new ArrayList<>(queue);
    queue.clear();
    for (Waiting waiting : all) {
      if (!waiting.given) {
        waiting.promise.fail(new EslException(EslException.Kind.NOT_CONNECTED, reason));
      }
    }
  }
}
