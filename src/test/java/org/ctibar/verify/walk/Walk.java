package org.ctibar.verify.walk;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ctibar.outside.Pace;

/**
 * A random sequence of what agents, callers and phones may do, and what must be true of it: no caller is dropped whom
 * nobody hung up on, and when all have hung up, no channel and no call of an agent is left.
 */
public final class Walk {
  private static final int FEWEST_STEPS = 10;
  private static final int MOST_STEPS = 36;
  private static final int MOST_CALLERS = 4;
  private static final int LONGEST_PAUSE_MS = 400;

  private final World world;
  private final int longestPauseMs;
  private final Random random;
  private final Witness witness;
  private final Choices choices;
  private final List<Caller> callers = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  /** At the pace of people. */
  public Walk(World world, long seed) {
    this(world, seed, LONGEST_PAUSE_MS);
  }

  public Walk(World world, long seed, int longestPauseMs) {
    this.world = world;
    this.longestPauseMs = longestPauseMs;
    random = new Random(seed);
    witness = new Witness(world);
    choices = new Choices(world, random);
  }

  /** What was done so far, and what came of it. */
  public List<String> told() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  /** @throws AssertionError with all that was done */
  public void run() {
    try {
      for (Party party : world.parties()) {
        command(party, "ready", new JsonObject());
      }
      int steps = FEWEST_STEPS + random.nextInt(MOST_STEPS - FEWEST_STEPS);
      for (int i = 0; i < steps; i++) {
        step();
        Pace.sleep(Duration.ofMillis(pause()));
        witness.look(callers);
      }
      new Ending(world, callers, witness).come();
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage() + "\n  after: " + String.join("\n         ", told()), e);
    }
  }

  /** What was done so far, and how it was answered. */
  public List<String> story() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  /** Often none: then one thing crosses another. */
  private int pause() {
    return random.nextInt(3) == 0 ? 0 : random.nextInt(longestPauseMs);
  }

  private void step() {
    int what = random.nextInt(10);
    boolean nobody = callers.stream().allMatch(Caller::isOver);
    if ((nobody || what == 0) && callers.size() < MOST_CALLERS) {
      Caller caller = world.newCaller();
      callers.add(caller);
      note(caller.number() + " calls");
    } else if (what == 1) {
      callerHangsUp();
    } else if (what < 5) {
      handle();
    } else {
      Party party = choices.party();
      Choices.Command command = choices.command(party);
      command(party, command.name(), command.args());
    }
  }

  private void callerHangsUp() {
    List<Caller> living = callers.stream().filter(caller -> !caller.isOver()).toList();
    if (!living.isEmpty() && random.nextInt(3) == 0) {
      Caller caller = choices.oneOf(living);
      note(caller.number() + " hangs up");
      caller.hangUp();
    }
  }

  private void handle() {
    Handset handset = choices.handset();
    String act = choices.act(handset);
    note(handset.number() + "'s phone: " + act);
    switch (act) {
      case "lift" -> handset.lift();
      case "refuse" -> handset.refuse();
      case "hold" -> handset.hold();
      case "resume" -> handset.resume();
      case "lay down" -> {
        witness.hungUp(handset);
        handset.layDown();
      }
      default -> {}
    }
  }

  private void command(Party party, String name, JsonObject args) {
    if (name.equals("hangup")) {
      witness.hungUp(party.handset());
    }
    String what = party.handset().number() + ": " + name + (args.isEmpty() ? "" : args.encode());
    int at = note(what);
    witness
        .awaits(what, party.command(name, args))
        .onComplete(
            done -> amend(at, " ok"),
            refused -> amend(at, " " + refused.getMessage().replaceAll("^[^:]*:", "->")));
  }

  private int note(String what) {
    synchronized (told) {
      told.add(what);
      return told.size() - 1;
    }
  }

  private void amend(int at, String how) {
    synchronized (told) {
      told.set(at, told.get(at) + how);
    }
  }
}
