package org.ctibar.faults;

import java.util.Locale;
import java.util.Map;

/**
 * What faults cost.
 *
 * @param calls of those that talked
 * @param places of those that waited: gone, never served, or served after somebody who came later
 * @param doubleOffers phones that rang for a call for which one had rung already
 * @param stuckAgents who could not be brought back to idle
 * @param wrongRecords calls with none, with several, or with one that does not say what happened
 */
record Losses(int calls, int places, int doubleOffers, int stuckAgents, int wrongRecords) {
  static final Losses NONE = new Losses(0, 0, 0, 0, 0);

  Losses plus(Losses more) {
    return new Losses(
        calls + more.calls,
        places + more.places,
        doubleOffers + more.doubleOffers,
        stuckAgents + more.stuckAgents,
        wrongRecords + more.wrongRecords);
  }

  /** Rounds and losses of each fault. */
  record Tally(int rounds, Losses losses) {
    static final Tally EMPTY = new Tally(0, NONE);

    Tally plus(Losses more) {
      return new Tally(rounds + 1, losses.plus(more));
    }
  }

  /** A line for each fault, by name. */
  static String table(Map<String, Tally> faults) {
    StringBuilder table = new StringBuilder(String.format(
        Locale.ROOT,
        "%-28s %6s %6s %7s %14s %6s %8s%n",
        "fault",
        "rounds",
        "calls",
        "places",
        "double offers",
        "stuck",
        "records"));
    faults.forEach((name, tally) -> {
      Losses l = tally.losses();
      table.append(String.format(
          Locale.ROOT,
          "%-28s %6d %6d %7d %14d %6d %8d%n",
          name,
          tally.rounds(),
          l.calls(),
          l.places(),
          l.doubleOffers(),
          l.stuckAgents(),
          l.wrongRecords()));
    });
    return table.toString();
  }
}
