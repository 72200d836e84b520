package org.ctibar.verify.walk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.outside.Refusal;

/** Remembers who hung up on whom, and which commands were not answered yet. */
final class Witness {
  /**
   * @param who hung up
   * @param with the numbers with which this one had to do; {@code ANYBODY} if that cannot be known
   */
  private record HangUp(long atNs, String who, Set<String> with) {}

  private static final String ANYBODY = "anybody";
  private static final long REMEMBERED_NS = 4_000_000_000L;

  private final World world;
  private final List<HangUp> hangUps = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final Set<String> internal = ConcurrentHashMap.newKeySet();

  Witness(World world) {
    this.world = world;
  }

  /** Before it happens. */
  void hungUp(Handset handset) {
    Set<String> with = new LinkedHashSet<>();
    with.addAll(handset.callers());
    world.parties().stream()
        .filter(party -> party.handset().number().equals(handset.number()))
        .forEach(party -> with.addAll(partners(party)));
    boolean known = world.parties().stream()
        .anyMatch(party -> party.handset().number().equals(handset.number()));
    hangUps.add(new HangUp(System.nanoTime(), handset.number(), known ? with : Set.of(ANYBODY)));
  }

  <T> Future<T> awaits(String command, Future<T> reply) {
    String name = command + " #" + System.nanoTime();
    unanswered.add(name);
    return reply.onComplete(done -> unanswered.remove(name)).onFailure(e -> {
      if (e instanceof Refusal refusal && refusal.code() == ErrorCode.INTERNAL
          || e instanceof CtiException unexpected && unexpected.code() == ErrorCode.INTERNAL) {
        internal.add(command);
      }
    });
  }

  /** @throws AssertionError if a caller was dropped whom nobody hung up on */
  void look(List<Caller> callers) {
    for (Caller caller : callers) {
      if (caller.isOver() && seen.add(caller.number()) && !caller.endedItself()) {
        boolean explained = hangUps.stream()
            .filter(hangUp -> System.nanoTime() - hangUp.atNs() < REMEMBERED_NS)
            .anyMatch(hangUp ->
                hangUp.with().contains(caller.number()) || hangUp.with().contains(ANYBODY));
        if (!explained) {
          throw new AssertionError(caller.number() + " was dropped, and nobody hung up on it; "
              + hangUps.stream().map(Witness::told).toList());
        }
      }
    }
  }

  private static String told(HangUp hangUp) {
    long agoMs = (System.nanoTime() - hangUp.atNs()) / 1_000_000;
    return hangUp.who() + " hung up on " + hangUp.with() + " " + agoMs + " ms ago";
  }

  Set<String> unanswered() {
    return unanswered;
  }

  Set<String> internal() {
    return internal;
  }

  /** An extension there may stand for a caller behind it: a consultation, a conference. */
  private Set<String> partners(Party party) {
    Set<String> partners = new LinkedHashSet<>();
    JsonObject call = party.snapshot().getJsonObject("call");
    if (call != null) {
      String number = call.getString("popScreenNo", "");
      partners.add(number);
      boolean internally =
          world.parties().stream().anyMatch(other -> other.handset().number().equals(number));
      if (internally || call.getJsonObject("consult") != null) {
        partners.add(ANYBODY);
      }
    }
    return partners;
  }
}
