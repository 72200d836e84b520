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
  private static final int MOST_AGENTS = 200;
  private static final int MOST_TALKING = 50;

  @Option(
      names = "--minutes",
      defaultValue = "30",
      description = "default: ${DEFAULT-VALUE}; the round that is under way is finished")
  private int minutes;

  @Option(
      names = "--agents",
      defaultValue = "20",
      description = "signed in (default: ${DEFAULT-VALUE}), up to 200")
  private int agents;

  @Option(
      names = "--ringing",
      defaultValue = "4",
      description =
          "of them let their phones ring, up to 50 others talk (default: ${DEFAULT-VALUE})")
  private int ringing;

  @Option(names = "--waiting", defaultValue = "8", description = "default: ${DEFAULT-VALUE}")
  private int waiting;

  @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--only", description = "the name of one fault, or its beginning (default: all)")
  private String only = "";

  public static void main(String[] args) {
    System.exit(new CommandLine(new Chaos()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    int talking = Math.min(MOST_TALKING, agents - ringing);
    if (talking < waiting || agents > MOST_AGENTS) {
      System.err.println(
          "chaos: up to 200 agents, and no more callers who wait than calls in talk");
      return 2;
    }
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    Map<String, Tally> table = new LinkedHashMap<>();
    Map<String, Round.Fault> faults = Strikes.all();
    faults.keySet().removeIf(name -> !name.startsWith(only));
    if (faults.isEmpty()) {
      System.err.println(
          "chaos: no fault is called " + only + ": " + Strikes.all().keySet());
      return 2;
    }
    faults.keySet().forEach(name -> table.put(name, Tally.EMPTY));
    List<String> names = new ArrayList<>(faults.keySet());
    Random random = new Random(seed);
    Losses total = Losses.NONE;
    try (Shift shift = new Shift(Strikes.NODES)) {
      shift.fleet.hire(Math.max(0, agents - Shift.RELIABLE)); // phones ring for minutes, too
      shift.begin(agents, 0, 1, 2);
      for (int round = 0; System.nanoTime() < end && total.equals(Losses.NONE); round++) {
        String name = names.get(round < names.size() ? round : random.nextInt(names.size()));
        Losses lost = Round.of(shift, talking, ringing, waiting, faults.get(name));
        table.compute(name, (n, tally) -> tally.plus(lost));
        total = total.plus(lost);
        System.out.printf("round %d: %s: %s%n", round + 1, name, lost);
      }
    }
    System.out.printf(
        "%n%d agents, %d calls in talk, %d ringing, %d waiting, seed %d%n%s",
        agents, talking, ringing, waiting, seed, Losses.table(table));
    return total.equals(Losses.NONE) ? 0 : 1;
  }
}
