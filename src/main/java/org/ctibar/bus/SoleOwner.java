package org.ctibar.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;

/** Keeps a second instance out of what one instance must own alone in a Vert.x. */
public final class SoleOwner {
  private SoleOwner() {}

  /**
   * @param what names the thing that is owned
   * @return fails with IllegalStateException while somebody owns it
   */
  public static Future<Void> claim(Vertx vertx, String what) {
    return owned(vertx).putIfAbsent(what, true) == null
        ? Future.succeededFuture()
        : Future.failedFuture(
            new IllegalStateException(what + " must have one instance only in a node"));
  }

  public static void release(Vertx vertx, String what) {
    owned(vertx).remove(what);
  }

  private static LocalMap<String, Boolean> owned(Vertx vertx) {
    return vertx.sharedData().getLocalMap("org.ctibar.bus.SoleOwner");
  }
}
