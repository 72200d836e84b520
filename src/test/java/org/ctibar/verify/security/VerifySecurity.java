package org.ctibar.verify.security;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether a node holds against strangers. */
@Command(
    name = "scripts/verify-security",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tries on a running node of yours what strangers try, for a minute or two, and prints a line for each.",
      "Exit status 0 when the node holds, 1 when it does not, 2 when it cannot be tried."
    },
    footer = {
      "",
      "Afterwards the address from which it ran has to wait for a minute before it may sign in. docs/security.md says more."
    })
public final class VerifySecurity implements Callable<Integer> {
  /** Longer than {@code http.requestTimeoutMs} is by default. */
  static final Duration PATIENCE = Duration.ofSeconds(40);

  @Parameters(paramLabel = "URL", description = "of the node, http://127.0.0.1:9999")
  private String url;

  @Option(
      names = "--cluster",
      paramLabel = "PORT",
      description = "cluster.port of the node (default: not tried)")
  private Integer clusterPort;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "the log of the node, to see how it grows (default: not looked at)")
  private Path log;

  @Option(
      names = "--elsewhere",
      description = "the node is on another machine, and is yours to try")
  private boolean elsewhere;

  public static void main(String[] args) {
    System.exit(new CommandLine(new VerifySecurity()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Target target = Target.of(url);
    if (!target.isLoopback() && !elsewhere) {
      System.err.println(
          target.host() + " is another machine: --elsewhere says that it is yours to try");
      return 2;
    }
    if (!answers(target)) {
      System.err.println("no node answers at " + url);
      return 2;
    }
    long fallen = checks(target).stream().filter(check -> !holds(check)).count();
    System.out.println(fallen == 0 ? "the node holds" : fallen + " of them FELL");
    return fallen == 0 ? 0 : 1;
  }

  private static boolean answers(Target target) {
    try {
      return Target.status(target.get("/health/live")) == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private List<Check> checks(Target target) {
    List<Check> checks = new ArrayList<>(checks(target, Optional.ofNullable(log)));
    if (clusterPort != null) {
      checks.addAll(new ClusterChecks(target, clusterPort).all());
    }
    return checks;
  }

  /** Of a node by itself. Those that leave the address waiting come last. */
  static List<Check> checks(Target target, Optional<Path> log) {
    List<Check> checks = new ArrayList<>();
    checks.addAll(new SocketChecks(target).all());
    checks.addAll(new PageChecks(target).all());
    checks.addAll(new PatienceChecks(target, log).all());
    checks.addAll(new SignInChecks(target).all());
    return checks;
  }

  private static boolean holds(Check check) {
    Optional<String> fault;
    try {
      fault = check.attempt().run();
    } catch (Exception e) {
      fault = Optional.of("could not be tried: " + e);
    }
    System.out.println((fault.isEmpty() ? "ok    " : "FELL  ")
        + check.name()
        + fault.map(why -> ": " + why).orElse(""));
    return fault.isEmpty();
  }
}
