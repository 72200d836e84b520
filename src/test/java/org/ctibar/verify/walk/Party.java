package org.ctibar.verify.walk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** An agent: a page that is signed in, and a phone. */
public interface Party {
  Handset handset();

  /** @return as the page gets it; a refusal fails it */
  Future<JsonObject> command(String command, JsonObject args);

  /** What the page is told of itself. */
  JsonObject snapshot();
}
