package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switch as a node runs it. */
class SimulatorVerticleTest {
  @TempDir
  Path data;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void listensWhereItsStateFileSaysUntilUndeployed() throws Exception {
    Path file = data.resolve("simulator.json");
    String id = await(vertx.deployVerticle(
        new SimulatorVerticle(SimulatorConfig.defaults().withStateFile(file))));
    int port = new JsonObject(Files.readString(file)).getInteger("port");

    try (EslProbe probe = EslProbe.signedIn(port)) {
      assertThat(probe.api("status")).startsWith("UP 0 years").contains("is ready");
      await(vertx.undeploy(id));
      probe.awaitClosed();
    }
    Awaitility.await().atMost(EslProbe.DEADLINE).until(() -> isRefused(port));
  }

  @Test
  void callsOutliveALostLink() throws Exception {
    SimulatedSwitch simulated = new SimulatedSwitch(vertx, SimulatorConfig.defaults());
    int port = await(simulated.listen(0));
    String caller;
    try (EslProbe probe = EslProbe.signedIn(port)) {
      probe.command("event json CHANNEL_PARK");
      caller = await(simulated.placeCall(CallerSpec.of("7001", "13800001111")));
      probe.awaitEvent("CHANNEL_PARK", caller);
      await(simulated.dropLinks());
      probe.awaitClosed();
    }
    try (EslProbe probe = EslProbe.signedIn(port)) {
      assertThat(probe.api("uuid_exists " + caller)).isEqualTo("true");
    }
  }

  private static boolean isRefused(int port) {
    try {
      new EslProbe(port).close();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
