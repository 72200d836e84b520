package org.ctibar.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ctibar.outside.FreePort;
import org.ctibar.outside.Node;
import org.ctibar.simulator.SimulatedSwitch;
import org.ctibar.simulator.SimulatorConfig;
import org.ctibar.store.CallsOf;
import org.ctibar.store.Database;
import org.ctibar.store.PreparedDatabase;
import org.ctibar.store.Statements;
import org.ctibar.store.StoreConfig;
import org.ctibar.store.TestDatabase;
import org.ctibar.store.TestServer;

/** Nodes in processes of their own, one database, and a simulated switch that none of them can take along. */
public final class Fleet implements AutoCloseable {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final int ANSWER_WITHIN_S = 60;
  /** Where it is midday: no day ends while a test runs. */
  private static final ZoneOffset NOON =
      ZoneOffset.ofHours(12 - Instant.now().atOffset(ZoneOffset.UTC).getHour());

  /** In {@code target}; of one test process, as several run side by side. */
  static final String FOLDER = "fleet/" + System.getProperty("test.process", "p1");

  public final Vertx vertx = Vertx.vertx();
  public SimulatedSwitch simulated = new SimulatedSwitch(vertx, SimulatorConfig.defaults());
  private final Path home = Path.of("").toAbsolutePath();
  private final Path dataDir = home.resolve("target").resolve(FOLDER).resolve("data");
  private final List<Make> makes = new ArrayList<>();
  private final Map<String, String> ofAll;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Integer> busPorts = new ArrayList<>();
  private final Map<Integer, Node> nodes = new ConcurrentHashMap<>();
  private final int switchPort = get(simulated.listen(0));
  private final Database database;

  /** Of this build, with all parts. */
  public Fleet(int size) throws IOException {
    this(Collections.nCopies(size, Make.ALL));
  }

  /** @param makes of the nodes to start, one each */
  Fleet(List<Make> makes) throws IOException {
    this(makes, Map.of());
  }

  /** @param ofAll settings of all nodes, beside those that they need to find each other */
  Fleet(List<Make> makes, Map<String, String> ofAll) throws IOException {
    this.makes.addAll(makes);
    this.ofAll = ofAll;
    TestDatabase.remove(dataDir);
    PreparedDatabase.into(dataDir);
    StoreConfig store =
        StoreConfig.embeddedIn(dataDir).withProgramsDir(home.resolve("target/postgres-programs"));
    database = get(Database.open(vertx, store));
    for (int i = 0; i < makes.size(); i++) {
      ports.add(FreePort.any());
      busPorts.add(FreePort.any());
    }
    try {
      startAtOnce(IntStream.range(0, Math.min(1, makes.size())).toArray());
      startAtOnce(IntStream.range(1, makes.size()).toArray());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Each waits for its own process: side by side they take as long as one. */
  void startAtOnce(int... indices) throws IOException {
    List<CompletableFuture<Void>> starting = Arrays.stream(indices)
        .mapToObj(index -> CompletableFuture.runAsync(() -> startUnchecked(index)))
        .toList();
    try {
      CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw new IOException("not all nodes started", e.getCause());
    }
  }

  private void startUnchecked(int index) {
    try {
      start(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the node is of another make. */
  void start(int index, Make make) throws IOException {
    makes.set(index, make);
    start(index);
  }

  public void start(int index) throws IOException {
    Make make = makes.get(index);
    Map<String, String> settings = new HashMap<>(settings(index));
    settings.put("CTI_VERTICLES", make.verticles());
    String name = FOLDER + "/n" + (index + 1);
    nodes.put(
        index,
        make.hasGateway()
            ? Node.start(vertx, make.home(), name, settings, Split.groupOf(index))
            : Node.startWithoutGateway(vertx, make.home(), name, settings));
  }

  private Map<String, String> settings(int index) {
    Map<String, String> all = new HashMap<>(settings());
    all.put("CTI_NODE_ID", "n" + (index + 1));
    all.put("CTI_CLUSTER_PORT", ports.get(index).toString());
    all.put("CTI_CLUSTER_BUS_PORT", busPorts.get(index).toString());
    all.put(
        "CTI_CLUSTER_SEEDS",
        ports.stream().map(p -> "127.0.0.1:" + p).collect(Collectors.joining(",")));
    all.put("CTI_CLUSTER_SETTLE_MS", "1000");
    all.put("CTI_ADMIN_RECOUNT_MS", "5000");
    all.put("CTI_ADMIN_ZONE", NOON.getId());
    all.putAll(ofAll);
    return all;
  }

  private Map<String, String> settings() {
    return Map.of(
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
        (System.getenv().getOrDefault("CTI_JAVA_OPTS", "") + " -Xmx384m").strip());
  }

  /** One node and the others do not hear each other any more; all reach the database and the switch. */
  Split split(int lonely) throws IOException, InterruptedException {
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      if (i != lonely) {
        others.addAll(portsOf(i));
      }
    }
    return new Split(lonely, portsOf(lonely), others);
  }

  private List<Integer> portsOf(int index) {
    return List.of(ports.get(index), busPorts.get(index));
  }

  /** Its calls are gone, and it has another Core-UUID. */
  void restartSwitch() {
    get(simulated.close());
    simulated = new SimulatedSwitch(vertx, SimulatorConfig.defaults());
    get(simulated.listen(switchPort));
  }

  /**
   * @param name of its folder
   * @return the log of a node that would join, were it not for these settings
   */
  String refused(String name, Map<String, String> changes) throws IOException {
    Map<String, String> settings = new HashMap<>(settings(0));
    settings.put("CTI_NODE_ID", "another");
    settings.put("CTI_CLUSTER_PORT", String.valueOf(FreePort.any()));
    settings.put("CTI_CLUSTER_BUS_PORT", "0");
    settings.putAll(changes);
    String folder = FOLDER + "/" + name;
    try (Node node = Node.start(vertx, home, folder, settings)) {
      throw new AssertionError("the node was let in: " + node.url());
    } catch (IllegalStateException didNotStart) {
      return Files.readString(home.resolve("target").resolve(folder).resolve("node.log"));
    }
  }

  /** A node that is no cluster; only while none of the others runs. */
  public Node alone() throws IOException {
    return Node.start(vertx, home, FOLDER + "/alone", settings());
  }

  /** Of the database. */
  public Path dataDir() {
    return dataDir;
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
  public void leave(int index) {
    nodes.remove(index).close();
  }

  public Node node(int index) {
    return nodes.get(index);
  }

  /** Any that lives; empty if none does. */
  Optional<Node> other(int attempt) {
    List<Node> living = nodes.entrySet().stream()
        .filter(node -> makes.get(node.getKey()).hasGateway())
        .map(Map.Entry::getValue)
        .toList();
    return living.isEmpty() ? Optional.empty() : Optional.of(living.get(attempt % living.size()));
  }

  /** More of the demonstration's agents, in the same skill group; the phones of all ring for minutes, those above 1099 have none. */
  void hire(int count) {
    List<String> statements = List.of(
        "insert into extensions (number) select (1050 + n)::text from generate_series(1, %1$d) n",
        "insert into people (username, nickname, password_hash, extension, roles)"
            + " select 'agent' || (50 + n), 'agent' || (50 + n), hash, (1050 + n)::text, array['agent']"
            + " from generate_series(1, %1$d) n,"
            + " (select password_hash as hash from people where username = 'admin') admin",
        "insert into group_members (group_id, username)"
            + " select '1', 'agent' || (50 + n) from generate_series(1, %1$d) n",
        "update groups set ring_timeout_ms = 300000");
    for (String sql : statements) {
      get(Statements.run(database, sql.formatted(count)));
    }
  }

  /** Of a group, counted from the call records. */
  Map<String, Long> figures(String groupId) {
    return get(CallsOf.figures(database, groupId));
  }

  /** Of calls that are over. */
  List<Record> records() {
    return get(CallsOf.all(
        database,
        row -> new Record(
            row.getUUID("call_id").toString(), row.getString("agent"), row.getBoolean("bridged"))));
  }

  /**
   * What a node is made of.
   *
   * @param home a checkout that is built
   * @param verticles the folder with its descriptors
   */
  record Make(Path home, String verticles, boolean hasGateway) {
    static final Make ALL = new Make(Path.of("").toAbsolutePath(), "verticles", true);

    /** Of this build, with these parts only. */
    static Make of(String name, String... parts) throws IOException {
      Path folder = Path.of("target", FOLDER, "verticles", name).toAbsolutePath();
      Files.createDirectories(folder);
      for (String part : parts) {
        Files.copy(
            ALL.home().resolve("verticles").resolve(part + ".json"),
            folder.resolve(part + ".json"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      return new Make(ALL.home(), folder.toString(), List.of(parts).contains("gateway"));
    }
  }

  /** What remains of a call. */
  record Record(String callId, String agent, boolean bridged) {}

  private static void end(Node node) {
    try {
      node.kill();
      node.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static <T> T get(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(ANSWER_WITHIN_S, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether nodes leave in good order is for tests to see: here pages without another node would be waited for. */
  @Override
  public void close() {
    List.copyOf(nodes.values()).forEach(Fleet::end);
    get(database.close());
    get(vertx.close());
  }
}
