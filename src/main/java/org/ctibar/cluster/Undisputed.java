package org.ctibar.cluster;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Ownership where nobody contends. */
final class Undisputed implements Ownership {
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  private record Held(Owner owner, Tenure tenure) {}

  @Override
  public Future<Void> contend(String resource, Owner owner) {
    Tenure tenure = Tenure.endless(resource);
    held.put(resource, new Held(owner, tenure));
    return owner.begin(tenure);
  }

  @Override
  public Future<Void> withdraw(String resource) {
    Held given = held.remove(resource);
    if (given == null) {
      return Future.succeededFuture();
    }
    return given.owner().end().onComplete(ended -> given.tenure().end());
  }
}
