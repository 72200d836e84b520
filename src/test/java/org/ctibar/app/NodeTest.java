package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Settings;
import org.ctibar.gateway.GatewayVerticle;
import org.ctibar.store.PreparedDatabase;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes are what their descriptors say. Each starts on a copy of the project's own folders. */
@Tag(Tiers.INTEGRATION)
class NodeTest {
  @TempDir
  Path home;

  private final Map<String, String> environment = new HashMap<>();
  private Node node;

  @BeforeEach
  void copyHome() throws IOException {
    for (String folder : List.of("verticles", "conf")) {
      Files.createDirectories(home.resolve(folder));
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, home.resolve(folder).resolve(file.getFileName()));
        }
      }
    }
    Files.createDirectories(home.resolve("webroot"));
    PreparedDatabase.into(home.resolve("data"));
    environment.put("CTI_HTTP_PORT", "0");
    environment.put("CTI_DATA_DIR", home.resolve("data").toString());
    environment.put(
        "CTI_PG_PROGRAMS_DIR",
        Path.of("target/postgres-programs").toAbsolutePath().toString());
  }

  @AfterEach
  void stop() {
    if (node != null) {
      await(node.stop());
    }
  }

  @Test
  void aWholeNodeServesEverythingAndIsReady() {
    node = start();
    assertThat(node.verticles())
        .containsExactlyInAnyOrder("simulator", "agent", "queue", "call", "admin", "gateway");
    assertThat(status("/health/live")).isEqualTo(200);
    assertThat(status("/metrics")).isEqualTo(200);
    assertThat(body("/metrics"))
        .as("known before it happens, so that its increase is seen")
        .contains("ctibar_calls_refused_total{reason=\"legs_of_person\"} 0.0");
    assertThat(await(Topics.AGENT_COMMAND.ask(node.vertx(), new AgentCommand.Look("admin")))
            .snapshot()
            .signedIn())
        .isFalse();
  }

  @Test
  void withoutItsDescriptorThereIsNoGateway() throws IOException {
    Files.delete(home.resolve("verticles/gateway.json"));
    node = start();
    assertThat(node.verticles()).doesNotContain("gateway");
    assertThat(GatewayVerticle.actualPort(node.vertx())).isZero();
    await(Topics.QUEUE_COMMAND.ask(
        node.vertx(), "1", new QueueCommand.Leave("00000000-0000-4000-8000-000000000000")));
  }

  @Test
  void withoutItsDescriptorThereAreNoQueues() throws IOException {
    Files.delete(home.resolve("verticles/queue.json"));
    node = start();
    assertThat(status("/health/live")).isEqualTo(200);
    assertThatThrownBy(() -> await(Topics.QUEUE_COMMAND.ask(
            node.vertx(), "1", new QueueCommand.Leave("00000000-0000-4000-8000-000000000000"))))
        .isInstanceOfSatisfying(
            CtiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void anotherSwitchInTheSettingsKeepsTheSimulatorAway() {
    environment.put("CTI_SWITCHES", "fs1=ClueCon@127.0.0.1:1");
    node = start();
    assertThat(node.verticles()).doesNotContain("simulator");
    assertThat(status("/health/live")).isEqualTo(200);
    assertThat(status("/health/ready")).as("its switch cannot be reached").isEqualTo(503);
  }

  @Test
  void severalSimulatedSwitchesWorkTogether() {
    environment.put("CTI_SIMULATOR_SWITCHES", "2");
    node = start();

    Awaitility.await().until(() -> status("/health/ready") == 200);
    assertThat(home.resolve("data/simulator.json")).exists();
    assertThat(home.resolve("data/simulator2.json")).exists();
  }

  @Test
  void aPeerThatIsNoSwitchStopsTheNode() {
    environment.put("CTI_SWITCHES", "fs1=ClueCon@127.0.0.1:1");
    environment.put("CTI_SWITCH_PEERS", "fs1=10.0.0.5:5090,fs2=10.0.0.6:5090");
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("switchPeers")
        .hasMessageContaining("fs2");
  }

  @Test
  void aBadValueStopsTheNodeAndNamesItsKey() {
    environment.put("CTI_WS_HEARTBEAT_MS", "soon");
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ws.heartbeatMs")
        .hasMessageContaining("CTI_WS_HEARTBEAT_MS")
        .hasMessageContaining("soon");
  }

  @Test
  void seedsThatAreNoAddressesStopTheNode() {
    environment.put("CTI_CLUSTER_SEEDS", "127.0.0.1:5801,nowhere");
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CTI_CLUSTER_SEEDS")
        .hasMessageContaining("nowhere");
  }

  @Test
  void aClusterNeedsOneKeyForAllTokens() {
    environment.put("CTI_CLUSTER_SEEDS", "127.0.0.1:5801");
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CTI_JWT_SECRET");
  }

  @Test
  void aPreviousSecretThatCanBeGuessedStopsTheNodeAndIsNotTold() {
    environment.put("CTI_JWT_PREVIOUS_SECRETS", "a-good-one-that-has-32-characters,changeit");
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("jwt.previousSecrets")
        .hasMessageNotContaining("changeit");
  }

  @Test
  void aTakenPortStopsTheNodeBeforeItTouchesAnything() throws IOException {
    Path data = Files.createDirectories(home.resolve("data-of-the-other"));
    Path simulator = data.resolve("simulator.json");
    Files.writeString(simulator, "of the node that runs");
    environment.put("CTI_DATA_DIR", data.toString());
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put("CTI_HTTP_PORT", String.valueOf(other.getLocalPort()));

      assertThatThrownBy(this::start)
          .isInstanceOf(ConfigException.class)
          .hasMessage("http.port (CTI_HTTP_PORT): 127.0.0.1:" + other.getLocalPort()
              + " is taken by another program");
    }
    assertThat(simulator).hasContent("of the node that runs");
    assertThat(data).isDirectoryNotContaining(f -> !f.equals(simulator));
  }

  @Test
  void anAddressOfAnotherMachineStopsTheNode() {
    environment.put("CTI_BIND", "192.0.2.1");
    environment.put("CTI_HTTP_PORT", "9999");
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessage("bind (CTI_BIND): 192.0.2.1 is no address of this machine");
  }

  @Test
  void aBadSwitchAddressIsNamedWithoutItsPassword() {
    environment.put("CTI_SWITCHES", "fs1=secret word@nowhere");
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CTI_SWITCHES")
        .hasMessageNotContaining("secret");
  }

  private Node start() {
    return await(Node.start(home, Settings.load(home.resolve("conf/ctibar.yaml"), environment)));
  }

  private String body(String path) {
    int port = GatewayVerticle.actualPort(node.vertx());
    return await(node.vertx()
        .createHttpClient()
        .request(HttpMethod.GET, port, "127.0.0.1", path)
        .compose(request -> request.send().compose(response -> response.body()))
        .map(body -> body.toString()));
  }

  private int status(String path) {
    int port = GatewayVerticle.actualPort(node.vertx());
    var client = node.vertx().createHttpClient();
    return await(client
        .request(HttpMethod.GET, port, "127.0.0.1", path)
        .compose(request -> request.send())
        .map(response -> response.statusCode()));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r
          ? r
          : new IllegalStateException(e.getCause());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
