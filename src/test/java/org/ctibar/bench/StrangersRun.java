package org.ctibar.bench;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ctibar.outside.Node;

/** Whether agents notice what strangers do to their node. */
final class StrangersRun {
  private static final int AGENTS = 100;
  private static final int CHANGES_PER_SECOND = 100;

  private StrangersRun() {}

  /** Without, with, without: what else the machine does changes slowly, and so meets both. */
  static void run(Report report, Path home, Duration length) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Node node = Node.start(vertx, home, "bench-strangers", Map.of("CTI_DEMO", "on"))) {
      Crowd.hire(node, AGENTS);
      List<Clicker> crowd = Crowd.all(AGENTS, n -> Clicker.signIn(node, Crowd.user(n)));
      Load load = new Load(null, new CallTimes(), crowd);
      load.changes(CHANGES_PER_SECOND, length.multipliedBy(2)); // Java is slow at first
      Latencies without = load.changes(CHANGES_PER_SECOND, length);
      Latencies with;
      long connections;
      try (Strangers strangers = new Strangers(node.url()).start()) {
        with = load.changes(CHANGES_PER_SECOND, length);
        connections = strangers.connections();
      }
      without.add(load.changes(CHANGES_PER_SECOND, length));
      report.heading("Strangers (ms), " + AGENTS + " agents at work");
      report.times("ready or busy → its event", "100 changes/s, no strangers", without);
      report.times("ready or busy → its event", "100 changes/s, strangers", with);
      report.ratio("  strangers to none", with, without);
      report.note("connections of strangers", connections, "");
      report.note("changes without an event", load.unanswered(), "");
      load.close();
    }
    vertx.close().await();
  }
}
