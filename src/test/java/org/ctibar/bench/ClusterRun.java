package org.ctibar.bench;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ctibar.faults.Fleet;
import org.ctibar.outside.Node;
import org.ctibar.outside.Pace;
import org.ctibar.outside.Page;
import org.ctibar.simulator.CallerSpec;

/** Three nodes: how long each takes to serve, and commands whose call is owned by another node than the page's. */
final class ClusterRun {
  private static final int NODES = 3;
  private static final int STARTS = 5;
  private static final int TALKS = 40;
  private static final int FIRST_AGENT = 2;
  private static final Duration TALKING_WITHIN = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Report report;
  private final int agents;
  private final int changesPerSecond;
  private final Duration length;

  private ClusterRun(Report report, int agents, int changesPerSecond, int seconds) {
    this.report = report;
    this.agents = agents;
    this.changesPerSecond = changesPerSecond;
    this.length = Duration.ofSeconds(seconds);
  }

  static void run(Report report, int agents, int changesPerSecond, int seconds) throws Exception {
    ClusterRun run = new ClusterRun(report, agents, changesPerSecond, seconds);
    report.heading("Nodes start (s), the database runs");
    try (Fleet none = new Fleet(0)) {
      Node[] last = new Node[1];
      run.starts(
          "a node alone",
          () -> {
            if (last[0] != null) {
              last[0].close();
            }
          },
          () -> last[0] = none.alone());
      last[0].close();
    }
    try (Fleet fleet = new Fleet(NODES)) {
      run.starts(
          "a third node of a cluster", () -> fleet.leave(NODES - 1), () -> fleet.start(NODES - 1));
      run.commands(fleet);
    }
  }

  private interface Act {
    void run() throws Exception;
  }

  private void starts(String what, Act end, Act start) throws Exception {
    List<Double> seconds = new ArrayList<>();
    for (int n = 0; n < STARTS; n++) {
      end.run();
      long begin = System.nanoTime();
      start.run();
      seconds.add(since(begin));
    }
    told(what, seconds);
  }

  private void told(String what, List<Double> seconds) {
    seconds.sort(null);
    report.note(what + " serves after, median of " + STARTS, seconds.get(STARTS / 2), "s");
    report.note(what + " serves after, at most", seconds.get(STARTS - 1), "s");
  }

  private void commands(Fleet fleet) throws Exception {
    String owner = Fleet.get(fleet.simulated.api("global_getvar cti_owner")).strip();
    Node elsewhere = fleet.node((owner.charAt(1) - '0') % NODES);
    Crowd.hire(fleet.dataDir(), elsewhere, agents);
    List<Clicker> crowd = Crowd.all(agents, n -> Clicker.signIn(elsewhere, Crowd.user(n)));
    List<Muter> talks =
        Crowd.all(TALKS, n -> Muter.signIn(elsewhere, "agent" + (FIRST_AGENT + n - 1)));
    for (int n = 0; n < TALKS; n++) {
      Fleet.get(fleet.simulated.placeCall(CallerSpec.of(Callers.NUMBER, "0139" + (1_000_000 + n))));
    }
    long deadline = System.nanoTime() + TALKING_WITHIN.toNanos();
    while (talks.stream().anyMatch(muter -> !muter.talks())) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the agents do not talk");
      }
      Pace.sleep(LOOK_AGAIN);
    }
    Load load = new Load(from -> Future.succeededFuture(), new CallTimes(), crowd);
    Latencies warmUp = new Latencies();
    load.changes(changesPerSecond, length);
    Pace.run(20, length, () -> toggle(talks, warmUp));
    report.heading(
        "Commands (ms), three nodes, " + agents + " agents signed in at one that owns no switch");
    for (int perSecond : new int[] {20, changesPerSecond}) {
      report.times(
          "ready or busy → its event", perSecond + " changes/s", load.changes(perSecond, length));
    }
    Latencies mutes = new Latencies();
    Pace.run(20, length.multipliedBy(2), () -> toggle(talks, mutes));
    report.times(
        "mute or unmute → its event", "20/s, " + TALKS + " talks owned by another node", mutes);
  }

  private static void toggle(List<Muter> talks, Latencies into) {
    talks.stream().filter(muter -> !muter.waits()).findFirst().ifPresent(muter -> {
      muter.toggle(into);
      talks.remove(muter);
      talks.add(muter);
    });
  }

  private static double since(long beginNs) {
    return (System.nanoTime() - beginNs) / 1e9;
  }

  /** An agent in talk who mutes the phone, and does not. */
  private static final class Muter {
    private final Page page;
    private volatile String expected;
    private volatile long sentNs;
    private volatile Latencies into;
    private volatile boolean talks;
    private volatile boolean muted;

    private Muter(Page page) {
      this.page = page;
    }

    static Future<Muter> signIn(Node node, String user) {
      Page page = new Page(node, user);
      Muter muter = new Muter(page);
      return page.onEvent(muter::event).signIn().compose(Page::goReady).map(muter);
    }

    boolean talks() {
      return talks;
    }

    boolean waits() {
      return expected != null;
    }

    void toggle(Latencies times) {
      muted = !muted;
      into = times;
      sentNs = System.nanoTime();
      expected = "onMute";
      page.command(muted ? "mute" : "unmute");
    }

    private void event(JsonObject event) {
      long atNs = System.nanoTime();
      String name = event.getString("event");
      if (name.equals("onRing")) {
        page.command("offhook");
      } else if (name.equals("onAnswer")) {
        talks = true;
      } else if (name.equals(expected)) {
        expected = null;
        into.record(sentNs, atNs);
      }
    }
  }
}
