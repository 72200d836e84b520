package org.ctibar.gateway;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Path;

/** The pages of {@code http.webroot}. Browsers keep them, but ask each time whether they are still the newest. */
final class StaticPages {
  private StaticPages() {}

  static Handler<RoutingContext> files(Path webroot) {
    return StaticHandler.create(
            FileSystemAccess.ROOT, webroot.toAbsolutePath().normalize().toString())
        .setFilesReadOnly(false)
        .setCachingEnabled(true)
        .setMaxAgeSeconds(0)
        .setDirectoryListing(false)
        .setIncludeHidden(false)
        .setDefaultContentEncoding("UTF-8");
  }

  /** For pages that are asked to talk to another server: which ones they may. */
  static Handler<RoutingContext> servers(PagesConfig pages) {
    String list = new JsonArray(pages.servers()).encode();
    return ctx -> ctx.response()
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-cache")
        .end(list);
  }

  /** Browsers come back by TLS only, for a month; they count it for the host's name, whatever the port. */
  static void strictTransport(RoutingContext ctx) {
    ctx.response().putHeader("strict-transport-security", "max-age=2592000");
    ctx.next();
  }

  static void headers(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    ctx.addHeadersEndHandler(v -> {
      if (response.headers().contains("last-modified")) {
        response.putHeader("cache-control", "no-cache");
      }
    });
    response
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "strict-origin-when-cross-origin")
        .putHeader(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.NOTHING);
    ctx.next();
  }
}
