package org.ctibar.verify;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ctibar.verify.walk.Walk;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether everything works on a real FreeSWITCH: pages, phones, and who hears whom. */
@Command(
    name = "scripts/verify-switch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs every method of the integration document on a FreeSWITCH, with a node and with SIP phones of its own,",
      "and prints a line for each. Exit status 0 when all work."
    },
    footer = {
      "",
      "The switch needs the extensions with their password, and a dialplan that answers and parks the number.",
      "No other node may work with it meanwhile. docs/verify-switch.md says more."
    })
public final class VerifySwitch implements Callable<Integer> {
  @Option(
      names = "--switch",
      paramLabel = "ID=PASSWORD@HOST:PORT",
      defaultValue = "fs1=ClueCon@127.0.0.1:8021",
      description = "its event socket (default: ${DEFAULT-VALUE})")
  private String eventSocket;

  @Option(
      names = "--sip",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:5060",
      description = "where phones register (default: ${DEFAULT-VALUE})")
  private String sip;

  @Option(
      names = "--domain",
      description = "of the extensions (default: the host where phones register)")
  private String domain;

  @Option(
      names = "--extensions",
      paramLabel = "FIRST-LAST",
      defaultValue = "1020-1029",
      description = "six or more, used by nobody else (default: ${DEFAULT-VALUE})")
  private String extensions;

  @Option(
      names = "--password",
      defaultValue = "1234",
      description = "of the extensions (default: ${DEFAULT-VALUE})")
  private String password;

  @Option(
      names = "--trunk",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:5080",
      description = "where callers from outside arrive (default: ${DEFAULT-VALUE})")
  private String trunk;

  @Option(
      names = "--number",
      defaultValue = "7001",
      description = "which callers dial and the dialplan parks (default: ${DEFAULT-VALUE})")
  private String number;

  @Option(
      names = "--outbound",
      paramLabel = "DIAL-STRING",
      defaultValue = "sofia/external/{number}@{peer}",
      description =
          "how the switch calls somebody outside; {peer} is where one listens (default: ${DEFAULT-VALUE})")
  private String outbound;

  @Option(
      names = "--web",
      paramLabel = "URL",
      description =
          "where browsers register, ws://… or wss://…: Chromium is tried as a phone; absent: it is not")
  private String web;

  @Option(
      names = "--web-extension",
      defaultValue = "1098",
      description = "of that phone, none of the others (default: ${DEFAULT-VALUE})")
  private String webExtension;

  @Option(
      names = "--web-password",
      defaultValue = "verify-1098",
      description = "of that extension, 8 characters or more (default: ${DEFAULT-VALUE})")
  private String webPassword;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "only lines in whose name it is found")
  private String only;

  @Option(
      names = "--times",
      defaultValue = "1",
      description =
          "how often each line is tried: some faults need luck (default: ${DEFAULT-VALUE})")
  private int times;

  @Option(
      names = "--seeds",
      defaultValue = "200",
      description = "random walks after that, 0 for none (default: ${DEFAULT-VALUE})")
  private int seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "to repeat one that failed, with --seeds 1 (default: ${DEFAULT-VALUE})")
  private long firstSeed;

  @Option(names = "--tell", description = "what each random walk does")
  private boolean tell;

  private final Path home = Path.of(System.getProperty("ctibar.home", "")).toAbsolutePath();
  private final Vertx vertx = Vertx.vertx();
  private int failed;

  public static void main(String[] args) {
    System.exit(new CommandLine(new VerifySwitch()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try (Site site = Site.open(vertx, home, plan())) {
      System.out.println(site.switchView().version());
      if (web == null) {
        System.out.println("web: left out, for --web is not given");
      }
      for (Scenario scenario : wanted(scenarios())) {
        for (int time = 0; time < times; time++) {
          run(site, scenario);
        }
      }
      for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
        run(site, walk(seed));
      }
      List<Scenario> recordings = wanted(ReplayScenarios.all());
      if (!recordings.isEmpty()) {
        site.endNode();
      }
      for (Scenario recording : recordings) {
        run(site, recording);
      }
    }
    System.out.println(failed == 0 ? "all work" : failed + " FAILED");
    return failed == 0 ? 0 : 1;
  }

  private Plan plan() {
    Plan.HostPort phones = Plan.HostPort.parse(sip);
    return new Plan(
        eventSocket,
        phones,
        Plan.HostPort.parse(trunk),
        outbound,
        domain == null ? phones.host() : domain,
        Plan.extensions(extensions),
        password,
        number,
        Optional.ofNullable(web).map(socket -> new Plan.Web(socket, webExtension, webPassword)));
  }

  private List<Scenario> scenarios() {
    return Stream.of(
            InboundScenarios.ALL,
            DialScenarios.ALL,
            HoldScenarios.ALL,
            TransferScenarios.ALL,
            ConsultScenarios.ALL,
            ConsultEndScenarios.ALL,
            TollScenarios.ALL,
            PhoneScenarios.ALL,
            web == null ? List.<Scenario>of() : WebScenarios.ALL,
            web == null ? List.<Scenario>of() : WebLossScenarios.ALL)
        .flatMap(List::stream)
        .toList();
  }

  private List<Scenario> wanted(List<Scenario> all) {
    Pattern wanted = Pattern.compile(only);
    return all.stream()
        .filter(scenario -> wanted.matcher(scenario.name()).find())
        .toList();
  }

  private Scenario walk(long seed) {
    return new Scenario("random walk, seed " + seed, stage -> {
      Walk walk = new Walk(new SwitchWorld(stage), seed);
      walk.run();
      if (tell) {
        walk.told().forEach(step -> System.out.println("  " + step));
      }
    });
  }

  private void run(Site site, Scenario scenario) throws Exception {
    long begin = System.nanoTime();
    Scenario.Outcome outcome = scenario.run(site);
    long ms = (System.nanoTime() - begin) / 1_000_000;
    if (outcome.failure() == null) {
      String remark = outcome.remark().isEmpty() ? "" : ": " + outcome.remark();
      System.out.printf("%-66s ok     %6d ms%s%n", scenario.name(), ms, remark);
    } else {
      failed++;
      System.out.printf("%-66s FAILED %6d ms: %s%n", scenario.name(), ms, outcome.failure());
    }
  }
}
