package org.ctibar.gateway;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** What another domain serves on the gateway's port. */
public interface Annex {
  /** Begins with a slash; all below it is the annex's. */
  String path();

  /**
   * Called once on each event loop that serves HTTP. Failures with a CtiException are answered as those of the API.
   *
   * @param sockJs guards the SockJS sessions of all event loops
   */
  Router routes(Vertx vertx, SockJsSessions sockJs);
}
