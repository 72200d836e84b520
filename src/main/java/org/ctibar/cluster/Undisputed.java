package org.ctibar.cluster;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Ownership where nobody contends. */
final class Undisputed implements Ownership {
  private final Map<String, Owner> owners = new ConcurrentHashMap<>();

  @Override
  public Future<Void> contend(String resource, Owner owner) {
    owners.put(resource, owner);
    return owner.begin(Tenure.endless(resource));
  }

  @Override
  public Future<Void> withdraw(String resource) {
    Owner owner = owners.remove(resource);
    return owner == null ? Future.succeededFuture() : owner.end();
  }
}
