package org.ctibar.gateway;

import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import java.nio.channels.ClosedChannelException;

/** Tells what a client did wrong from what we did. Pure. */
final class RequestFault {
  private RequestFault() {}

  static boolean causedBy(RoutingContext ctx) {
    Throwable failure = ctx.failure();
    return isClientError(ctx.statusCode())
        || ctx.response().closed() // who asked is gone
        || failure instanceof ClosedChannelException
        || failure instanceof HttpClosedException
        || failure instanceof CodecException
        || failure instanceof WebSocketHandshakeException
        || ctx.request().decoderResult().isFailure()
        || isBadChunk(ctx);
  }

  /** Netty tells a chunk without a size by a NumberFormatException, a bad trailer by an IllegalArgumentException. */
  private static boolean isBadChunk(RoutingContext ctx) {
    return !ctx.request().isEnded() && ctx.failure() instanceof IllegalArgumentException;
  }

  static boolean isClientError(int status) {
    return status >= 400 && status < 500;
  }
}
