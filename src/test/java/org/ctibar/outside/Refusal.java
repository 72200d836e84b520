package org.ctibar.outside;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.ctibar.bus.ErrorCode;

/** A reply that is no success. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient JsonObject reply;

  Refusal(String user, JsonObject reply) {
    super(user + ": " + ErrorCode.of(reply.getInteger("code")) + ", " + reply.getString("msg"));
    this.reply = reply;
  }

  public ErrorCode code() {
    return ErrorCode.of(reply.getInteger("code"));
  }

  /** What is allowed instead, where the reply says so. */
  public List<String> allowed() {
    return reply.getJsonArray("allowed", new JsonArray()).stream()
        .map(String::valueOf)
        .toList();
  }
}
