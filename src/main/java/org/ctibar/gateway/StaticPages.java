package org.ctibar.gateway;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
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
        .putHeader(
            "content-security-policy",
            "object-src 'none'; base-uri 'self'; frame-ancestors 'self'");
    ctx.next();
  }
}
