package org.ctibar.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/** {@code {"port":..,"password":..}}: how scripts find the switch, and which port it keeps. */
final class StateFile {
  private final Vertx vertx;
  private final SimulatorConfig config;

  StateFile(Vertx vertx, SimulatorConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** The configured port; if that is 0, the one used before; 0 if there is none. */
  Future<Integer> portToTry() {
    if (config.port() != 0 || config.stateFile().isEmpty()) {
      return Future.succeededFuture(config.port());
    }
    return vertx
        .fileSystem()
        .readFile(config.stateFile().get().toString())
        .map(text -> text.toJsonObject().getInteger("port", 0))
        .otherwise(0);
  }

  Future<Void> write(int port) {
    if (config.stateFile().isEmpty()) {
      return Future.succeededFuture();
    }
    Path file = config.stateFile().get().toAbsolutePath();
    JsonObject state = new JsonObject()
        .put("host", config.host())
        .put("port", port)
        .put("password", config.password());
    return vertx
        .fileSystem()
        .mkdirs(file.getParent().toString())
        .compose(v -> vertx.fileSystem().delete(file.toString()).otherwiseEmpty())
        .compose(v -> vertx.fileSystem().createFile(file.toString(), "rw-------"))
        .compose(v -> vertx.fileSystem().writeFile(file.toString(), state.toBuffer()));
  }
}
