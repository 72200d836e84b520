package org.ctibar.verify.walk;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ctibar.outside.Pace;

/** All hang up, and nothing may be left. */
final class Ending {
  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final World world;
  private final List<Caller> callers;
  private final Witness witness;

  Ending(World world, List<Caller> callers, Witness witness) {
    this.world = world;
    this.callers = callers;
    this.witness = witness;
  }

  /** @throws AssertionError with what is left */
  void come() {
    world.parties().forEach(party -> party.command("busy", new JsonObject()));
    callers.stream().filter(caller -> !caller.isOver()).forEach(Caller::hangUp);
    long deadline = System.nanoTime() + WITHIN.toNanos();
    String left;
    do {
      world.parties().forEach(party -> layDown(party.handset()));
      world.strangers().forEach(Ending::layDown);
      Pace.sleep(LOOK_AGAIN);
      left = left();
      if (left.isEmpty()) {
        return;
      }
    } while (System.nanoTime() < deadline);
    throw new AssertionError(left);
  }

  private static void layDown(Handset handset) {
    if (handset.rings() || handset.talks()) {
      handset.layDown();
    }
  }

  private String left() {
    List<String> channels = world.channels();
    if (!channels.isEmpty()) {
      return "channels left: " + channels;
    }
    for (Party party : world.parties()) {
      JsonObject snapshot = party.snapshot();
      if (!"IDLE".equals(snapshot.getString("work")) || snapshot.getJsonObject("call") != null) {
        return party.handset().number() + " is stuck: " + snapshot.encode();
      }
    }
    Set<String> unanswered = witness.unanswered();
    if (!unanswered.isEmpty()) {
      return "never answered: " + unanswered;
    }
    return witness.internal().isEmpty() ? "" : "answered INTERNAL: " + witness.internal();
  }
}
