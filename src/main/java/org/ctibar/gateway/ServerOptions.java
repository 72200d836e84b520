package org.ctibar.gateway;

import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** How the HTTP server treats bytes before any of our code sees them. */
final class ServerOptions {
  /** Larger frames than allowed are let in to be refused by a frame that says why; these are not. */
  private static final int FRAMES_A_MESSAGE = 4;

  private static final int CLOSING_TIMEOUT_S = 5;

  private ServerOptions() {}

  static HttpServerOptions of(GatewayConfig config) {
    int mostBytes = FRAMES_A_MESSAGE * config.ws().maxFrameBytes();
    return new HttpServerOptions()
        .setMaxWebSocketFrameSize(mostBytes)
        .setMaxWebSocketMessageSize(mostBytes)
        .setWebSocketClosingTimeout(CLOSING_TIMEOUT_S)
        .setMaxHeaderSize(16_384)
        .setMaxInitialLineLength(4_096)
        .setIdleTimeout((int) config.http().idleTimeout().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setCompressionSupported(true)
        // Netty's inflater has no bound: a frame of 61 kB becomes 60 MB. Frames are too small to
        // gain from it.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        // Behind a proxy that passes Upgrade, h2c is a tunnel around the proxy's rules.
        .setHttp2ClearTextEnabled(false)
        .setTcpNoDelay(true);
  }
}
