package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code scripts/call} against a switch that left word of itself in a data directory. */
class CallCommandTest {
  @TempDir
  Path data;

  private final Vertx vertx = Vertx.vertx();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private int port;

  @BeforeEach
  void start() throws Exception {
    port = listen(data.resolve("simulator.json"));
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private int listen(Path stateFile) throws Exception {
    return new SimulatedSwitch(
            vertx, SimulatorConfig.defaults().withPassword("pw").withStateFile(stateFile))
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private int run(String... arguments) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new CommandLine(new CallCommand(out)).execute(arguments);
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void tellsOfACallThatNobodyAnswers() {
    assertThat(run("7001", "--data", data.toString(), "--duration", "1")).isZero();
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(0)).isEqualTo("call 1 waiting");
    assertThat(lines().get(1)).matches("call 1 not answered in 1\\.\\d s, ended NORMAL_CLEARING");
    assertThat(lines().get(2)).isEqualTo("1 call, 0 answered, 1 not");
  }

  @Test
  void tellsWhoAnswered() throws Exception {
    CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> run(
        "7001",
        "--data",
        data.toString(),
        "--from",
        "13900000009",
        "--name",
        "王小明",
        "--duration",
        "3"));
    try (EslProbe platform = new EslProbe(port)) {
      platform.nextFrame();
      platform.command("auth pw");
      platform.command("event json CHANNEL_PARK");
      String caller = platform
          .awaitEvents("a parked caller", all -> !all.isEmpty())
          .get(0)
          .getString("Unique-ID");
      String agent = "00000000-0000-4000-8000-0000000000cc";
      platform.command(
          "bgapi originate {origination_uuid=" + agent + ",sip_auto_answer=true}user/1007 &park()");
      platform.awaitEvent("CHANNEL_PARK", agent);
      platform.api("uuid_bridge " + caller + " " + agent);

      assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
    }
    assertThat(lines()).anyMatch(line -> line.matches("call 1 answered by 1007 after \\d\\.\\d s"));
    assertThat(lines())
        .anyMatch(
            line -> line.matches("call 1 talked \\d\\.\\d s with 1007, ended NORMAL_CLEARING"));
    assertThat(lines()).anyMatch(line -> line.startsWith("1 call, 1 answered, 0 not"));
  }

  @Test
  void tellsOfANumberWithoutARoute() {
    assertThat(run(
            "4001",
            "--switch",
            "127.0.0.1:" + port,
            "--password",
            "pw",
            "--count",
            "2",
            "--rate",
            "50"))
        .isZero();
    assertThat(lines()).contains("2 calls, 0 answered, 2 not");
    assertThat(lines())
        .filteredOn(line -> line.endsWith("ended NO_ROUTE_DESTINATION"))
        .hasSize(2);
  }

  @Test
  void failsWhereItCannotCall() throws Exception {
    assertThat(run("7001", "--data", data.resolve("nowhere").toString())).isNotZero();
    assertThat(run("7001", "--switch", "127.0.0.1:" + port, "--password", "wrong"))
        .isNotZero();
    assertThat(run("70 01", "--data", data.toString())).isNotZero();
    assertThat(lines()).hasSize(3).last().isEqualTo("numbers have no spaces");
  }

  @Test
  void thePortIsKeptWhileItIsFree() throws Exception {
    Path file = data.resolve("sub/kept.json");
    int taken = listen(file);
    assertThat(Files.readString(file)).contains("\"port\":" + taken);
    int another = listen(file);
    assertThat(another).isNotEqualTo(taken);

    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Files.writeString(file, "{\"port\":" + free + "}");
    assertThat(listen(file)).isEqualTo(free);
  }
}
