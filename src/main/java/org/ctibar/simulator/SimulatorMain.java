package org.ctibar.simulator;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The simulated switch as a process of its own. */
@Command(
    name = "simulator",
    mixinStandardHelpOptions = true,
    description = "A simulated FreeSWITCH.")
public final class SimulatorMain implements Callable<Integer> {
  @Option(
      names = "--port",
      description = "event socket port; 0 chooses one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--password", defaultValue = "ClueCon", description = "default: ${DEFAULT-VALUE}")
  private String password;

  @Option(names = "--state-file", description = "where to write port and password")
  private Path stateFile;

  @Option(names = "--pace", defaultValue = "100", description = "length of pauses in percent")
  private int pacePercent;

  @Option(
      names = "--switches",
      defaultValue = "1",
      description = "how many, each with a port and a state file of its own")
  private int switches;

  public static void main(String[] args) {
    int code = new CommandLine(new SimulatorMain()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() {
    SimulatorConfig plain = SimulatorConfig.defaults().withPassword(password).withPace(pacePercent);
    SimulatorConfig config = stateFile == null ? plain : plain.withStateFile(stateFile);
    Vertx vertx = Vertx.vertx();
    new SimulatedSwitches(vertx, config.withPort(port).withSwitches(switches))
        .listen()
        .await()
        .forEach(System.out::println);
    return 0;
  }
}
