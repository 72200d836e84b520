package org.ctibar.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection on which a request is not complete so long after its first byte, however slowly the rest comes,
 * and one whose bytes Netty gives up on (more than 128 requests without an answer, say), which Vert.x would log with its
 * stack. Leaves when the connection becomes a WebSocket. Connections without a byte end by the server's idle timeout.
 */
final class RequestGuard {
  private static final Logger LOG = LoggerFactory.getLogger(RequestGuard.class);

  /** Vert.x's names in the pipeline of HTTP/1. */
  private static final String DECODER = "httpDecoder";

  private static final String CONNECTION = "handler";

  private final long withinMs;
  private final Bytes bytes = new Bytes();
  private final Requests requests = new Requests();
  private Future<?> timer;

  private RequestGuard(Duration within) {
    this.withinMs = within.toMillis();
  }

  static void watch(ChannelPipeline pipeline, Duration within) {
    RequestGuard guard = new RequestGuard(within);
    pipeline.addBefore(DECODER, null, guard.bytes);
    pipeline.addBefore(CONNECTION, null, guard.requests);
  }

  private void start(ChannelHandlerContext ctx) {
    if (timer == null) {
      timer = ctx.executor()
          .schedule(() -> close(ctx, "slow request"), withinMs, TimeUnit.MILLISECONDS);
    }
  }

  private void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private static void close(ChannelHandlerContext ctx, String why) {
    LOG.warn("Connection closed why={} address={}", why, ctx.channel().remoteAddress());
    ctx.close().addListener(closed -> LOG.debug("Socket closed success={}", closed.isSuccess()));
  }

  private final class Bytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
      if (ctx.pipeline().get(DECODER) == null) {
        stop();
        ctx.pipeline().remove(requests);
        ctx.pipeline().remove(this);
      } else {
        start(ctx);
      }
      ctx.fireChannelRead(read);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      stop();
      ctx.fireChannelInactive();
    }
  }

  private final class Requests extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) {
      if (part instanceof LastHttpContent) {
        stop();
      }
      ctx.fireChannelRead(part);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (cause instanceof CodecException) {
        close(ctx, "not HTTP");
      } else {
        ctx.fireExceptionCaught(cause);
      }
    }
  }
}
