package org.ctibar.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.ctibar.esl.SwitchAddress;
import org.ctibar.outside.Node;
import org.ctibar.outside.Pace;
import org.ctibar.simulator.SimulatedSwitch;
import org.ctibar.simulator.SimulatorConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast a node is, seen from outside: by its event sockets and by its WebSockets. */
@Command(
    name = "scripts/bench",
    mixinStandardHelpOptions = true,
    description = "Starts a node of its own and measures how fast it is.")
public final class Bench implements Callable<Integer> {
  private static final String MACHINE = "  the machine: an idle thread is woken late by";
  private static final int START_S = 30;
  private static final int STORM_AT_ONCE = 200;
  private static final int FLOOD_FRAMES = 1_000;
  private static final long HEARTBEAT_MS = 15_000;
  private static final Duration BREATH = Duration.ofSeconds(2);
  private static final Duration SETTLES_WITHIN = Duration.ofSeconds(20);

  @Option(
      names = "--switch",
      paramLabel = "ID=PASSWORD@HOST:PORT",
      description =
          "a real FreeSWITCH for the calls, whose dialplan parks 7001 (default: simulated)")
  private String realSwitch;

  @Option(
      names = "--callers",
      defaultValue = "sofia/internal/{number}@127.0.0.1:5080",
      description = "how the real switch plays a caller (default: ${DEFAULT-VALUE})")
  private String callersDial;

  @Option(
      names = "--phones",
      defaultValue = "1001-1046",
      description =
          "extensions of 1001 to 1050 whose phones ring until told (default: ${DEFAULT-VALUE})")
  private String phones;

  @Option(
      names = "--agents",
      defaultValue = "1000",
      description = "signed in beside those who take calls (default: ${DEFAULT-VALUE})")
  private int agents;

  @Option(
      names = "--changes",
      defaultValue = "500",
      description = "state changes a second (default: ${DEFAULT-VALUE})")
  private int changesPerSecond;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "of each measurement (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "before the first measurement (default: ${DEFAULT-VALUE})")
  private int warmUpSeconds;

  @Option(
      names = "--only",
      paramLabel = "PART",
      description =
          "node, queue, cluster, strangers or ingest (default: all of them, one after the other)")
  private String only;

  @Option(names = "--no-ingest", description = "leave the ESL clients out")
  private boolean noIngest;

  private final Path home = Path.of(System.getProperty("ctibar.home", "")).toAbsolutePath();
  private final Vertx vertx = Vertx.vertx(new VertxOptions());
  private final CallTimes times = new CallTimes();
  private final Hiccups hiccups = new Hiccups();
  private Report report;
  private Node node;
  private Agents agentsOnCalls;
  private SwitchTap tap;
  private Load load;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try (Report written = new Report(home)) {
      report = written;
      report.environment(Machine.describe(home));
      if (wanted("node")) {
        node();
      }
      if (wanted("queue")) {
        QueueRun.run(report);
      }
      if (wanted("cluster") && realSwitch == null) {
        ClusterRun.run(report, agents, changesPerSecond, seconds);
      }
      if (wanted("strangers")) {
        StrangersRun.run(report, home, Duration.ofSeconds(seconds));
      }
      if (wanted("ingest") && !noIngest) {
        IngestRun.run(report);
      }
      report.note(
          "load of the machine at the end", Double.parseDouble(Machine.load()), "processes");
      report.say("%nas JSON: %s", home.relativize(report.file()));
      return 0;
    }
  }

  private boolean wanted(String part) {
    return only == null || only.equals(part);
  }

  private void node() throws Exception {
    prepare();
    warmUp();
    calls();
    changes();
    storm();
    flood();
    load.close();
    node.close();
  }

  private void prepare() throws Exception {
    SwitchAddress address;
    Callers callers;
    if (realSwitch == null) {
      SimulatedSwitch simulated = new SimulatedSwitch(vertx, SimulatorConfig.defaults());
      int port = simulated.listen(0).await(START_S, TimeUnit.SECONDS);
      address = new SwitchAddress("fs1", "127.0.0.1", port, "ClueCon");
      callers = Callers.simulated(simulated);
    } else {
      address = SwitchAddress.parse(realSwitch).get(0);
      callers = Callers.of(vertx, address, callersDial).await(START_S, TimeUnit.SECONDS);
    }
    tap = new SwitchTap(vertx, address.host(), address.port(), times);
    int tapped = tap.listen().await(START_S, TimeUnit.SECONDS);
    String switches = address.id() + "=" + address.password() + "@127.0.0.1:" + tapped;
    long begin = System.nanoTime();
    node = Node.start(vertx, home, "bench", Map.of("CTI_SWITCHES", switches, "CTI_DEMO", "on"));
    report.note("node serves after, a new database included", since(begin), "s");
    Crowd.hire(node, agents);
    begin = System.nanoTime();
    List<Clicker> crowd = Crowd.all(agents, n -> Clicker.signIn(node, Crowd.user(n)));
    agentsOnCalls = new Agents(vertx);
    String[] range = phones.split("-");
    agentsOnCalls.signIn(node, Integer.parseInt(range[0]), Integer.parseInt(range[1]));
    report.note("pages connected and signed in after", since(begin), "s");
    load = new Load(callers, times, crowd);
    vertx.setPeriodic(HEARTBEAT_MS / Load.BEATS, t -> load.heartbeat());
  }

  /** Java is slow at first: until its compiler is through, figures say little of the hours after. */
  private void warmUp() {
    SignInStorm storm = new SignInStorm(node, agents).start(1);
    load.both(20, changesPerSecond, Duration.ofSeconds(warmUpSeconds));
    storm.stop();
    settle();
  }

  /** What was begun is done: nobody waits, no phone of an earlier measurement rings. */
  private void settle() {
    long deadline = System.nanoTime() + SETTLES_WITHIN.toNanos();
    do {
      Pace.sleep(BREATH);
    } while (times.waiting() > 0 && System.nanoTime() < deadline);
  }

  private void calls() {
    report.heading("Calls (ms), " + agents + " agents signed in besides, nobody waits");
    for (int perSecond : new int[] {2, 10, 20}) {
      // A median of few calls says nothing, hence the longer time at the low rate.
      Duration length = Duration.ofSeconds(perSecond < 10 ? 2L * seconds : seconds);
      double cpu = node.cpuMs();
      hiccups.restart();
      CallTimes taken = load.calls(perSecond, length);
      Latencies late = hiccups.late();
      double used = (node.cpuMs() - cpu) / length.toMillis();
      settle();
      String rate = perSecond + " calls/s";
      report.times("call parked → originate written", rate, taken.toOriginate());
      report.times("call parked → agent's leg, by the switch's clock", rate, taken.toLeg());
      report.times(MACHINE, rate, late);
      report.note("node's processors", used, "");
    }
    report.note("calls placed, warm-up included", load.placed(), "");
    report.note("calls answered by agents", agentsOnCalls.answered(), "");
  }

  private void changes() {
    report.heading("Commands (ms), " + agents + " agents signed in");
    Duration length = Duration.ofSeconds(seconds);
    for (int perSecond : new int[] {20, changesPerSecond}) {
      double cpu = node.cpuMs();
      hiccups.restart();
      Latencies taken = load.changes(perSecond, length);
      report.times("ready or busy → its event", perSecond + " changes/s", taken);
      report.times(MACHINE, perSecond + " changes/s", hiccups.late());
      report.note("node's processors", (node.cpuMs() - cpu) / length.toMillis(), "");
    }
  }

  /** Without, with, without: what else the machine does changes slowly, and so meets both. */
  private void storm() {
    Load.Both without = Load.Both.none();
    without.add(beside());
    SignInStorm storm = new SignInStorm(node, agents).start(STORM_AT_ONCE);
    long begin = System.nanoTime();
    hiccups.restart();
    Load.Both with = beside();
    Latencies late = hiccups.late();
    double signedIn = storm.stop() / since(begin);
    storm.drained();
    without.add(beside());
    report.heading("A storm of sign-ins (ms), " + STORM_AT_ONCE + " requests always on their way");
    report.times("call parked → originate written", "10 calls/s, no storm", without.calls());
    report.times("call parked → originate written", "10 calls/s, storm", with.calls());
    report.ratio("  storm to no storm", with.calls(), without.calls());
    report.times("ready or busy → its event", "100 changes/s, no storm", without.changes());
    report.times("ready or busy → its event", "100 changes/s, storm", with.changes());
    report.ratio("  storm to no storm", with.changes(), without.changes());
    report.times(MACHINE, "storm", late);
    report.note("sign-ins done", signedIn, "a second");
  }

  private Load.Both beside() {
    settle();
    return load.both(10, 100, Duration.ofSeconds(seconds));
  }

  private void flood() throws InterruptedException {
    Duration length = Duration.ofSeconds(seconds);
    Latencies without = new Latencies();
    without.add(load.changes(100, length));
    FrameFlood flood = new FrameFlood(node, "supervisor");
    long[] sent = new long[1];
    Thread flooding = new Thread(() -> sent[0] = flood.run(FLOOD_FRAMES, length), "flood");
    flooding.start();
    hiccups.restart();
    Latencies with = load.changes(100, length);
    Latencies late = hiccups.late();
    flooding.join();
    without.add(load.changes(100, length));
    report.heading("A flood of frames (ms), one page sends " + FLOOD_FRAMES + " a second");
    report.times("others' ready or busy → its event", "100 changes/s, no flood", without);
    report.times("others' ready or busy → its event", "100 changes/s, flood", with);
    report.ratio("  flood to no flood", with, without);
    report.times(MACHINE, "flood", late);
    report.note("frames sent", sent[0] / (double) seconds, "a second");
    report.note("times the page was disconnected", flood.thrownOut(), "");
    report.note("changes without an event", load.unanswered(), "");
  }

  private static double since(long beginNs) {
    return (System.nanoTime() - beginNs) / 1e9;
  }
}
