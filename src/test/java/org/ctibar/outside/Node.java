package org.ctibar.outside;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A node of this checkout in a process of its own, with a database of its own that is gone afterwards. */
public final class Node implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final int STOPS_WITHIN_S = 30;
  private static final int MOST_CONNECTIONS = 20_000;
  /** Of the demo people, whose password it is. */
  private static final String PASSWORD_MD5 = "c33367701511b4f6020ec61ded352059";

  private final Tokens tokens;
  private static final String JWT_SECRET = "CTI_JWT_SECRET";

  private final Path home;
  private final Path folder;
  private final Path dataDir;
  private final int port;
  private final Map<String, String> settings;
  private final List<String> under;
  private final Process process;
  private final HttpClient http;
  private final WebSocketClient webSockets;

  private Node(
      Vertx vertx, Path home, String name, Map<String, String> settings, List<String> under)
      throws IOException {
    this.under = under;
    this.home = home;
    this.settings = settings;
    tokens =
        settings.containsKey(JWT_SECRET) ? new Tokens(settings.get(JWT_SECRET)) : Tokens.random();
    folder = Files.createDirectories(home.resolve("target").resolve(name));
    dataDir = Files.createTempDirectory(folder, "data");
    port = FreePort.any();
    http = vertx.createHttpClient(
        new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
        new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    webSockets = vertx.createWebSocketClient(new WebSocketClientOptions()
        .setDefaultHost("127.0.0.1")
        .setDefaultPort(port)
        .setMaxConnections(MOST_CONNECTIONS));
    process = run("node.log", "org.ctibar.app.Main");
  }

  /**
   * @param home a checkout that is built
   * @param name of the folder in its {@code target} for the log and what the node needs meanwhile
   * @param settings for its environment, beside those that keep it to itself
   */
  public static Node start(Vertx vertx, Path home, String name, Map<String, String> settings)
      throws IOException {
    return start(vertx, home, name, settings, List.of());
  }

  /** @param under a command that runs the one behind it, such as {@code nice} */
  public static Node start(
      Vertx vertx, Path home, String name, Map<String, String> settings, List<String> under)
      throws IOException {
    return start(new Node(vertx, home, name, settings, under), name, Node::serves);
  }

  /** One that has no gateway says in its log that it serves. */
  public static Node startWithoutGateway(
      Vertx vertx, Path home, String name, Map<String, String> settings) throws IOException {
    return start(new Node(vertx, home, name, settings, List.of()), name, Node::saysThatItServes);
  }

  private static Node start(Node node, String name, Predicate<Node> serves) {
    Runtime.getRuntime().addShutdownHook(new Thread(node::close));
    long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (!serves.test(node)) {
      if (!node.process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("the node did not start: see target/" + name + "/node.log");
      }
      Pace.sleep(LOOK_AGAIN);
    }
    return node;
  }

  /** As {@code scripts/people import} does. */
  public void importPeople(Path roster) throws IOException, InterruptedException {
    Process importing =
        run("people.log", "org.ctibar.store.PeopleCommand", "import", roster.toString());
    if (importing.waitFor() != 0) {
      throw new IllegalStateException("people not imported: see " + folder.resolve("people.log"));
    }
  }

  public Tokens tokens() {
    return tokens;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public Path dataDir() {
    return dataDir;
  }

  public Future<WebSocket> connect() {
    return webSockets.connect("/ws");
  }

  /** A supervisor's page of the event-bus bridge. */
  public Future<BridgePage> watch(String user) {
    return webSockets.connect("/eventbus/websocket?token=" + tokens.of(user)).map(BridgePage::new);
  }

  /** @return the code in the answer */
  public Future<Integer> signIn(String user) {
    JsonObject body = new JsonObject().put("username", user).put("password", PASSWORD_MD5);
    return http.request(HttpMethod.POST, "/api/v1/base/auth")
        .compose(request -> request.send(body.toBuffer()).compose(response -> response.body()))
        .map(answer -> answer.toJsonObject().getInteger("code"));
  }

  /** As a crash does: nobody is told. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Every thread stands still, and sockets stay open. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    String pid = String.valueOf(process.pid());
    if (new ProcessBuilder("kill", "-" + name, pid).start().waitFor() != 0) {
      throw new IllegalStateException("no process to signal");
    }
  }

  public long cpuMs() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN_S, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      deleteData();
    } catch (IOException e) {
      System.err.println("not deleted: " + dataDir + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process run(String log, String... command) throws IOException {
    List<String> all = new ArrayList<>(under);
    all.addAll(List.of("bash", "-c", ". scripts/lib.sh; run_java " + String.join(" ", command)));
    ProcessBuilder builder = new ProcessBuilder(all)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(log).toFile());
    environment(builder.environment());
    return builder.start();
  }

  /** What the caller's shell sets is not for this node: it must not touch a database that somebody uses. */
  private void environment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("CTI_") && !name.equals("CTI_JAVA_OPTS"));
    environment.put("CTI_HTTP_PORT", String.valueOf(port));
    environment.put("CTI_DATA_DIR", dataDir.toString());
    environment.put("CTI_PG_PROGRAMS_DIR", folder.resolve("postgres").toString());
    environment.put(JWT_SECRET, tokens.secret());
    environment.putAll(settings);
  }

  /** Whether pages may come. */
  public boolean serves() {
    try {
      return http.request(HttpMethod.GET, "/health/ready")
              .compose(request -> request.send())
              .map(response -> response.statusCode())
              .await(5, TimeUnit.SECONDS)
          == 200;
    } catch (Exception notYet) {
      return false;
    }
  }

  private boolean saysThatItServes() {
    try {
      return Files.readString(folder.resolve("node.log")).contains("Node serves verticles");
    } catch (IOException notYet) {
      return false;
    }
  }

  private void deleteData() throws IOException {
    if (Files.exists(dataDir)) {
      try (Stream<Path> all = Files.walk(dataDir)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
