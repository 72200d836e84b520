package org.ctibar.gateway;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Json;

/** The one shape of every answer below {@code /api}. */
public record Envelope(int code, Object data, String msg) {

  public static Envelope success(Object data, String msg) {
    return new Envelope(ErrorCode.OK.number(), data, msg);
  }

  static Envelope failure(ErrorCode code, String msg) {
    return new Envelope(code.number(), Map.of(), msg);
  }

  /** Nothing if the client is gone, or answered already. */
  public void send(HttpServerResponse response, int status) {
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader("content-type", "application/json; charset=utf-8")
        .putHeader("cache-control", "no-store")
        .end(Json.encode(this));
  }
}
