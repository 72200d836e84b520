package org.ctibar.admin;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.ctibar.gateway.Annex;
import org.ctibar.gateway.SockJsSessions;

/** Below {@code /api/v1}: what supervisors read and administrators change. docs/protocol/openapi.yaml has all of it. */
final class SupervisorApi implements Annex {
  private final CallsApi calls;
  private final DirectoryApi directory;

  SupervisorApi(CallsApi calls, DirectoryApi directory) {
    this.calls = calls;
    this.directory = directory;
  }

  @Override
  public String path() {
    return "/api/v1";
  }

  @Override
  public Router routes(Vertx vertx, SockJsSessions sockJs) {
    Router router = Router.router(vertx);
    calls.addTo(router);
    directory.addTo(router);
    return router;
  }
}
