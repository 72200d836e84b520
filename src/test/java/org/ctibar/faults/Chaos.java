package org.ctibar.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.ctibar.faults.Losses.Tally;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Strikes a platform of three nodes again and again, and counts what that cost. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = "Strikes three nodes with faults under live calls, and prints what was lost.")
public final class Chaos implements Callable<Integer> {
  @Option(
      names = "--minutes",
      defaultValue = "30",
      description = "default: ${DEFAULT-VALUE}; the round that is under way is finished")
  private int minutes;

  @Option(
      names = "--agents",
      defaultValue = "20",
      description = "default: ${DEFAULT-VALUE}, up to 49")
  private int agents;

  @Option(names = "--waiting", defaultValue = "8", description = "default: ${DEFAULT-VALUE}")
  private int waiting;

  @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
  private long seed;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Chaos()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    Map<String, Tally> table = new LinkedHashMap<>();
    Map<String, Round.Fault> faults = Strikes.all();
    faults.keySet().forEach(name -> table.put(name, Tally.EMPTY));
    List<String> names = new ArrayList<>(faults.keySet());
    Random random = new Random(seed);
    Losses total = Losses.NONE;
    try (Shift shift = new Shift(Strikes.NODES)) {
      shift.begin(agents, 0, 1, 2);
      for (int round = 0; System.nanoTime() < end && total.equals(Losses.NONE); round++) {
        String name = names.get(round < names.size() ? round : random.nextInt(names.size()));
        Losses lost = Round.of(shift, waiting, faults.get(name));
        table.compute(name, (n, tally) -> tally.plus(lost));
        total = total.plus(lost);
        System.out.printf("round %d: %s: %s%n", round + 1, name, lost);
      }
    }
    System.out.printf(
        "%n%d agents in talk, %d waiting, seed %d%n%s", agents, waiting, seed, Losses.table(table));
    return total.equals(Losses.NONE) ? 0 : 1;
  }
}
