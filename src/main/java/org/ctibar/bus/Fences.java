package org.ctibar.bus;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.concurrent.ConcurrentHashMap;

/** The newest owners that this node has heard of. */
final class Fences implements Shareable {
  private final ConcurrentHashMap<String, Long> newest = new ConcurrentHashMap<>();

  static Fences of(Vertx vertx) {
    LocalMap<String, Fences> all = vertx.sharedData().getLocalMap(Fences.class.getName());
    return all.computeIfAbsent("", key -> new Fences());
  }

  /** @throws CtiException CONFLICT if there has been a newer owner */
  void admit(Fence fence) {
    long known = newest.merge(fence.resource(), fence.epoch(), Math::max);
    if (known > fence.epoch()) {
      throw new CtiException(ErrorCode.CONFLICT, "there is a newer owner of " + fence.resource());
    }
  }
}
