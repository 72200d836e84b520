package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ctibar.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves with what stands in the files, also when they change: connections that come then get the new certificate. Files
 * that cannot be used are told once, and the certificate from before stays. One server of those that share a port is
 * enough.
 */
final class TlsReload {
  private static final Logger LOG = LoggerFactory.getLogger(TlsReload.class);

  private final TlsFiles files;
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile TlsFiles.Pem served;
  private volatile boolean ended;
  private volatile Future<Void> looking = Future.succeededFuture();
  /** Of the context that watches, as what was told. */
  private TlsFiles.Pem seen;

  private String told = "";

  TlsReload(TlsFiles files) {
    this.files = files;
  }

  /** @throws ConfigException naming the file that cannot be used */
  HttpServerOptions in(HttpServerOptions options) {
    served = files.read();
    return TlsCertificate.of(served).in(options);
  }

  /** The first call counts. */
  void watch(Vertx vertx, HttpServer server) {
    if (watching.compareAndSet(false, true)) {
      lookLater(vertx, server);
    }
  }

  /** Done when nothing is read any more. */
  Future<Void> end() {
    ended = true;
    return looking;
  }

  private void lookLater(Vertx vertx, HttpServer server) {
    vertx.setTimer(files.reload().toMillis(), t -> {
      if (!ended) {
        looking = look(vertx, server).otherwiseEmpty();
        looking.onComplete(v -> lookLater(vertx, server));
      }
    });
  }

  /** Two files do not change at once: only what is the same as at the last look is taken. */
  private Future<Void> look(Vertx vertx, HttpServer server) {
    return vertx
        .executeBlocking(files::read, false)
        .compose(now -> {
          boolean settled = now.equals(seen) && !now.equals(served);
          seen = now;
          return settled ? serve(vertx, server, now) : Future.<Void>succeededFuture();
        })
        .onFailure(this::tell);
  }

  private Future<Void> serve(Vertx vertx, HttpServer server, TlsFiles.Pem pem) {
    return vertx
        .executeBlocking(() -> TlsCertificate.of(pem), false)
        .compose(certificate -> server
            .updateSSLOptions(certificate.in(new HttpServerOptions()).getSslOptions(), true)
            .onSuccess(v -> {
              served = pem;
              told = "";
              LOG.info("TLS certificate is served validUntil={}", certificate.validUntil());
            }))
        .mapEmpty();
  }

  private void tell(Throwable failure) {
    String problem = failure instanceof ConfigException ? failure.getMessage() : failure.toString();
    if (!problem.equals(told)) {
      LOG.warn("TLS files cannot be used, the certificate from before stays: {}", problem);
      told = problem;
    }
  }
}
