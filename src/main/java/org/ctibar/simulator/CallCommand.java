package org.ctibar.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/call}: places outside calls through the simulated switch and tells what became of them. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    description =
        "Places outside calls through the simulated switch and tells what became of each.")
public final class CallCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(index = "0", paramLabel = "NUMBER", description = "the number dialled, such as 7001")
  private String number;

  @Option(
      names = "--from",
      defaultValue = "13800001111",
      description = "caller's number (${DEFAULT-VALUE})")
  private String from;

  @Option(names = "--name", description = "caller's display name")
  private String name;

  @Option(names = "--count", defaultValue = "1", description = "how many calls (${DEFAULT-VALUE})")
  private int count;

  @Option(names = "--rate", defaultValue = "1", description = "calls per second (${DEFAULT-VALUE})")
  private double ratePerSecond;

  @Option(
      names = "--duration",
      defaultValue = "30",
      description = "seconds after which the caller hangs up, 0 for never (${DEFAULT-VALUE})")
  private int durationS;

  @Option(
      names = "--switch",
      paramLabel = "HOST:PORT",
      description = "instead of the running node's own")
  private String address;

  @Option(
      names = "--password",
      defaultValue = "ClueCon",
      description = "with --switch (${DEFAULT-VALUE})")
  private String password;

  @Option(
      names = "--data",
      defaultValue = "${env:CTI_DATA_DIR:-data}",
      description = "data directory of the running node (${DEFAULT-VALUE})")
  private Path dataDir;

  private final PrintStream out;

  public CallCommand(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new CallCommand(System.out)).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || ratePerSecond <= 0 || durationS < 0) {
      out.println("--count must be at least 1, --rate above 0, --duration not below 0");
      return CommandLine.ExitCode.USAGE;
    }
    if (!number.matches("\\S+") || !from.matches("\\S+")) {
      out.println("numbers have no spaces");
      return CommandLine.ExitCode.USAGE;
    }
    try (EslClient commands = connect();
        EslClient events = connect()) {
      CallBook book = new CallBook(out);
      book.follow(events);
      Thread onInterrupt = new Thread(() -> book.hangUpAll(commands));
      Runtime.getRuntime().addShutdownHook(onInterrupt);
      place(commands, book);
      boolean followed = book.awaitEnd();
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
      out.println(book.summary());
      return followed ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    } catch (IOException e) {
      out.println("cannot place calls: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void place(EslClient commands, CallBook book) throws IOException, InterruptedException {
    String shownName = name == null ? "Caller " + from : name;
    String encodedName = Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(shownName.getBytes(StandardCharsets.UTF_8));
    long startNanos = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long dueNanos = startNanos + (long) (i / ratePerSecond * 1_000_000_000L);
      TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
      String line = "api sim_call " + number + " " + from + " " + durationS + " " + encodedName;
      String reply = book.placing("call " + (i + 1), () -> commands.command(line));
      if (!reply.startsWith("+OK")) {
        throw new IOException(
            reply.contains("Command not found") ? "that is no simulated switch" : reply.strip());
      }
    }
    book.allPlaced();
  }

  private EslClient connect() throws IOException {
    if (address != null) {
      int colon = address.lastIndexOf(':');
      if (colon < 0 || !address.substring(colon + 1).matches("\\d{1,5}")) {
        throw new IOException("--switch wants HOST:PORT");
      }
      return new EslClient(
          address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), password);
    }
    Path file = dataDir.resolve("simulator.json");
    if (!Files.isReadable(file)) {
      throw new IOException("no " + file + ": is a node with the simulated switch running?");
    }
    JsonNode state = JSON.readTree(file.toFile());
    return new EslClient(
        state.path("host").asText("127.0.0.1"),
        state.path("port").asInt(),
        state.path("password").asText());
  }
}
