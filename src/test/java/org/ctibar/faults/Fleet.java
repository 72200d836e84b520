package org.ctibar.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ctibar.outside.FreePort;
import org.ctibar.outside.Node;
import org.ctibar.simulator.SimulatedSwitch;
import org.ctibar.simulator.SimulatorConfig;
import org.ctibar.store.CallsOf;
import org.ctibar.store.Database;
import org.ctibar.store.StoreConfig;
import org.ctibar.store.TestDatabase;
import org.ctibar.store.TestServer;

/** Nodes in processes of their own, one database, and a simulated switch that none of them can take along. */
final class Fleet implements AutoCloseable {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final int ANSWER_WITHIN_S = 60;

  final Vertx vertx = Vertx.vertx();
  final SimulatedSwitch simulated = new SimulatedSwitch(vertx, SimulatorConfig.defaults());
  private final Path home = Path.of("").toAbsolutePath();
  private final Path dataDir = home.resolve("target/fleet/data");
  private final List<Integer> ports = new ArrayList<>();
  private final Map<Integer, Node> nodes = new ConcurrentHashMap<>();
  private final int switchPort = get(simulated.listen(0));
  private final Database database;

  Fleet(int size) throws IOException {
    TestDatabase.remove(dataDir);
    StoreConfig store =
        StoreConfig.embeddedIn(dataDir).withProgramsDir(home.resolve("target/postgres-programs"));
    database = get(Database.open(vertx, store));
    for (int i = 0; i < size; i++) {
      ports.add(FreePort.any());
    }
    for (int i = 0; i < size; i++) {
      start(i);
    }
  }

  void start(int index) throws IOException {
    String seeds = ports.stream().map(p -> "127.0.0.1:" + p).collect(Collectors.joining(","));
    nodes.put(
        index,
        Node.start(
            vertx,
            home,
            "fleet/n" + (index + 1),
            Map.of(
                "CTI_NODE_ID",
                "n" + (index + 1),
                "CTI_CLUSTER_PORT",
                ports.get(index).toString(),
                "CTI_CLUSTER_SEEDS",
                seeds,
                "CTI_CLUSTER_SETTLE_MS",
                "1000",
                "CTI_JWT_SECRET",
                SECRET,
                "CTI_DATA_DIR",
                dataDir.toString(),
                "CTI_DEMO",
                "on",
                "CTI_PG_PROGRAMS_DIR",
                home.resolve("target/postgres-programs").toString(),
                "CTI_SWITCHES",
                "fs1=ClueCon@127.0.0.1:" + switchPort,
                "CTI_JAVA_OPTS",
                "-Xmx384m")));
  }

  void stopDatabase() throws IOException {
    server().stop();
  }

  void startDatabase() throws IOException {
    server().start();
  }

  private TestServer server() throws IOException {
    return new TestServer(dataDir, home.resolve("target/postgres-programs"));
  }

  void kill(int index) throws InterruptedException {
    nodes.remove(index).kill();
  }

  /** As a restart does: it ends in good order. */
  void leave(int index) {
    nodes.remove(index).close();
  }

  Node node(int index) {
    return nodes.get(index);
  }

  /** Any that lives; empty if none does. */
  Optional<Node> other(int attempt) {
    List<Node> living = List.copyOf(nodes.values());
    return living.isEmpty() ? Optional.empty() : Optional.of(living.get(attempt % living.size()));
  }

  /** Of calls that are over. */
  List<Record> records() {
    return get(CallsOf.all(
        database,
        row -> new Record(
            row.getUUID("call_id").toString(), row.getString("agent"), row.getBoolean("bridged"))));
  }

  /** What remains of a call. */
  record Record(String callId, String agent, boolean bridged) {}

  static <T> T get(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(ANSWER_WITHIN_S, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    List.copyOf(nodes.values()).forEach(Node::close);
    get(database.close());
    get(vertx.close());
  }
}
