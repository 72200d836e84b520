package org.ctibar.simulator;

import java.nio.file.Path;
import java.util.Optional;
import org.ctibar.config.Loopback;
import org.ctibar.config.Secrets;
import org.ctibar.config.Section;

/**
 * Settings of the simulated switch.
 *
 * @param host the address it listens on
 * @param port 0 chooses a free one, which is kept in {@code stateFile} if there is one
 * @param stateFile where port and password are written for {@code scripts/call}
 * @param phoneAnswerMs after how long a phone that nobody commands answers
 * @param outsideAnswerMs after how long an outside number answers
 * @param pacePercent length of every pause of the switch; 10 makes it ten times as fast
 * @param switches how many there are; the phones are registered by turns
 */
public record SimulatorConfig(
    String host,
    int port,
    String password,
    Optional<Path> stateFile,
    int phoneAnswerMs,
    int outsideAnswerMs,
    int pacePercent,
    int switches) {

  private static final int MOST = 9;

  public static SimulatorConfig from(Section s) {
    return new SimulatorConfig(
        s.nonEmpty("host"),
        s.number("port", 0, 65_535),
        password(s),
        Optional.of(s.text("stateFile")).filter(path -> !path.isEmpty()).map(Path::of),
        s.number("phoneAnswerMs", 0, 3_600_000),
        s.number("outsideAnswerMs", 0, 3_600_000),
        s.number("pacePercent", 1, 1_000),
        s.number("switches", 1, MOST));
  }

  /** The well-known one where nobody else reaches it. */
  private static String password(Section s) {
    return Loopback.includes(s.nonEmpty("host"))
        ? s.nonEmpty("password")
        : s.secret("password", Secrets.SHORTEST_PASSWORD);
  }

  /** Loopback, a free port, the well-known password and the pace of the real switch. */
  public static SimulatorConfig defaults() {
    return new SimulatorConfig("127.0.0.1", 0, "ClueCon", Optional.empty(), 1_500, 2_000, 100, 1);
  }

  public SimulatorConfig withPassword(String newPassword) {
    return new SimulatorConfig(
        host, port, newPassword, stateFile, phoneAnswerMs, outsideAnswerMs, pacePercent, switches);
  }

  public SimulatorConfig withStateFile(Path file) {
    return new SimulatorConfig(
        host,
        port,
        password,
        Optional.of(file),
        phoneAnswerMs,
        outsideAnswerMs,
        pacePercent,
        switches);
  }

  public SimulatorConfig withPace(int percent) {
    return new SimulatorConfig(
        host, port, password, stateFile, phoneAnswerMs, outsideAnswerMs, percent, switches);
  }

  public SimulatorConfig withPort(int newPort) {
    return new SimulatorConfig(
        host, newPort, password, stateFile, phoneAnswerMs, outsideAnswerMs, pacePercent, switches);
  }

  public SimulatorConfig withSwitches(int number) {
    return new SimulatorConfig(
        host, port, password, stateFile, phoneAnswerMs, outsideAnswerMs, pacePercent, number);
  }

  /** Settings of the n-th of several, from 0: another port, and a state file with a number. */
  SimulatorConfig numbered(int n) {
    SimulatorConfig moved = withPort(port == 0 ? 0 : port + n);
    return stateFile.map(file -> moved.withStateFile(stateFile(file, n))).orElse(moved);
  }

  /** Where the n-th of several, from 0, leaves word: {@code simulator.json}, {@code simulator2.json}, … */
  public static Path stateFile(Path first, int n) {
    String name = first.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String numbered =
        dot < 0 ? name + (n + 1) : name.substring(0, dot) + (n + 1) + name.substring(dot);
    return n == 0 ? first : first.resolveSibling(numbered);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
