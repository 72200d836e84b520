package org.ctibar.agent;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** One piece of work at a time for each key, in the order of asking. Not shared among verticles. */
final class SerialWork {
  private final Map<String, Future<?>> last = new HashMap<>();

  /** @return the outcome of {@code work}; a failure does not touch what follows */
  <T> Future<T> run(String key, Supplier<Future<T>> work) {
    Future<?> earlier = last.get(key);
    Future<T> mine = earlier == null ? work.get() : earlier.transform(done -> work.get());
    last.put(key, mine);
    mine.onComplete(done -> last.remove(key, mine));
    return mine;
  }
}
