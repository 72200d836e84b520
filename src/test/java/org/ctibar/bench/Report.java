package org.ctibar.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A table for people on the screen, and the same as a line of JSON each in {@code target/bench}. */
final class Report implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Path file;
  private final PrintWriter lines;

  Report(Path home) throws IOException {
    LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
    file = home.resolve("target/bench/bench-" + STAMP.format(now) + ".jsonl");
    Files.createDirectories(file.getParent());
    lines = new PrintWriter(Files.newBufferedWriter(file));
  }

  void environment(JsonObject environment) {
    environment.forEach(entry -> say("%-10s %s", entry.getKey(), entry.getValue()));
    write(new JsonObject().put("environment", environment));
  }

  void heading(String text) {
    say("%n%-66s %6s %8s %8s %8s %8s", text, "n", "p50", "p90", "p99", "max");
  }

  /** Times in ms. */
  void times(String measure, String condition, Latencies times) {
    double[] ms = {times.ms(50), times.ms(90), times.ms(99), times.ms(100)};
    String what = measure + ", " + condition;
    say("%-66s %6d %8.2f %8.2f %8.2f %8.2f", what, times.count(), ms[0], ms[1], ms[2], ms[3]);
    JsonObject line = new JsonObject().put("measure", measure).put("condition", condition);
    line.put("n", times.count());
    if (times.count() > 0) {
      line.put("p50Ms", ms[0]).put("p90Ms", ms[1]).put("p99Ms", ms[2]).put("maxMs", ms[3]);
    }
    write(line);
  }

  /** How many times longer the one takes than the other. */
  void ratio(String measure, Latencies with, Latencies without) {
    double p50 = with.p50() / without.p50();
    double p99 = with.p99() / without.p99();
    say("%-66s %6s %7.2fx %8s %7.2fx", measure, "ratio", p50, "", p99);
    if (Double.isFinite(p50) && Double.isFinite(p99)) {
      write(new JsonObject().put("ratio", measure).put("p50", p50).put("p99", p99));
    }
  }

  void note(String name, double value, String unit) {
    say("  %s: %.2f %s", name, value, unit);
    write(new JsonObject().put("note", name).put("value", value).put("unit", unit));
  }

  void rate(String client, double eventsPerSecond, double ours) {
    say("%-66s %,9.0f events/s, ours is %.2f times that", client, eventsPerSecond, ours);
    write(new JsonObject()
        .put("measure", "events taken in")
        .put("client", client)
        .put("perSecond", eventsPerSecond)
        .put("oursIsTimesThat", ours));
  }

  void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    lines.close();
  }

  private void write(JsonObject line) {
    lines.println(line.encode());
    lines.flush();
  }
}
