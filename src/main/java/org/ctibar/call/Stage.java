package org.ctibar.call;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the switch last reported the legs of a talk, and the one command that is under way. Pure.
 *
 * @param with who is bridged to whom, both ways
 * @param resting parked legs
 * @param gathered legs in the conference
 * @param hears what was started on legs that talk with nobody
 * @param move the command whose outcome is not reported yet; null if everything is where it should be
 * @param tries how often the present move was begun in vain
 */
record Stage(
    Map<String, String> with,
    Set<String> resting,
    Set<String> gathered,
    Map<String, Sound> hears,
    Move move,
    int tries) {

  enum Sound {
    MUSIC,
    RINGBACK
  }

  /** @param legs that are still to be reported; of a JOIN the first one brings it about */
  record Move(Kind kind, List<String> legs) {
    enum Kind {
      JOIN,
      PARK,
      GATHER
    }

    boolean is(Kind other) {
      return kind == other;
    }

    String first() {
      return legs.get(0);
    }

    private Move without(String leg) {
      List<String> rest = legs.stream().filter(l -> !l.equals(leg)).toList();
      return rest.isEmpty() ? null : new Move(kind, rest);
    }
  }

  Stage {
    with = Map.copyOf(with);
    resting = Set.copyOf(resting);
    gathered = Set.copyOf(gathered);
    hears = Map.copyOf(hears);
  }

  /** Two legs that are bridged. */
  static Stage talking(String one, String other) {
    return new Stage(Map.of(one, other, other, one), Set.of(), Set.of(), Map.of(), null, 0);
  }

  boolean settled() {
    return move == null;
  }

  boolean joined(String one, String other) {
    return other.equals(with.get(one));
  }

  /** Whether the next command can take it from where it is. */
  boolean knows(String leg) {
    return with.containsKey(leg) || resting.contains(leg) || gathered.contains(leg);
  }

  /** Parked, or about to be. */
  boolean alone(String leg) {
    return resting.contains(leg)
        || move != null && move.is(Move.Kind.PARK) && move.legs().contains(leg);
  }

  /** Should it be in vain, what was heard is heard on. */
  Stage moving(Move.Kind kind, List<String> legs) {
    Stage left = this;
    for (String leg : legs) {
      left = left.apart(leg).silentUnless(kind != Move.Kind.PARK, leg);
    }
    Set<String> rest = without(left.resting, legs);
    Set<String> conference = without(left.gathered, legs);
    return new Stage(left.with, rest, conference, left.hears, new Move(kind, legs), tries);
  }

  Stage playing(String leg, Sound sound) {
    Map<String, Sound> all = new HashMap<>(hears);
    all.put(leg, sound);
    return new Stage(with, resting, gathered, all, move, tries);
  }

  Stage silent(String leg) {
    Map<String, Sound> rest = new HashMap<>(hears);
    rest.remove(leg);
    return new Stage(with, resting, gathered, rest, move, tries);
  }

  /** In the course of a PARK it is what we asked for; else somebody else's doing, and its partner is to be heard of. */
  Stage parked(String leg) {
    if (move != null && move.is(Move.Kind.PARK) && move.legs().contains(leg)) {
      return apart(leg).rests(leg).moved(move.without(leg));
    }
    boolean forsaken = move != null && move.is(Move.Kind.JOIN) && leg.equals(move.first());
    String partner = with.get(leg);
    Stage here =
        apart(leg).silentUnless(resting.contains(leg) && !forsaken, leg).rests(leg);
    if (forsaken) {
      Move partnersEnd = new Move(Move.Kind.PARK, List.of(move.legs().get(1)));
      return new Stage(here.with, here.resting, gathered, here.hears, partnersEnd, tries + 1);
    }
    return partner != null && move == null
        ? here.moved(new Move(Move.Kind.PARK, List.of(partner)))
        : here;
  }

  Stage bridged(String one, String other) {
    Stage free = apart(one).apart(other).silent(one).silent(other);
    Map<String, String> all = new HashMap<>(free.with);
    all.put(one, other);
    all.put(other, one);
    List<String> both = List.of(one, other);
    boolean asked = move != null && move.is(Move.Kind.JOIN) && both.containsAll(move.legs());
    return new Stage(
        all,
        without(free.resting, both),
        without(free.gathered, both),
        free.hears,
        asked ? null : move,
        asked ? 0 : tries);
  }

  Stage gathered(String leg) {
    Set<String> all = new HashSet<>(gathered);
    all.add(leg);
    Stage here = apart(leg).silent(leg);
    Set<String> rest = without(here.resting, List.of(leg));
    boolean asked = move != null && move.is(Move.Kind.GATHER);
    return new Stage(here.with, rest, all, here.hears, asked ? move.without(leg) : move, tries);
  }

  /**
   * Whoever was with it parks of itself. Whoever waited for it is in limbo or still where it was, of which no event
   * tells: that is looked into.
   */
  Stage gone(String leg) {
    String partner = with.get(leg);
    List<String> one = List.of(leg);
    Stage rest = apart(leg).silent(leg);
    Stage without = new Stage(
        rest.with, without(resting, one), without(gathered, one), rest.hears, move, tries);
    if (move == null) {
      return partner == null ? without : without.moved(new Move(Move.Kind.PARK, List.of(partner)));
    }
    if (!move.legs().contains(leg)) {
      return without;
    }
    if (!move.is(Move.Kind.JOIN)) {
      return without.moved(move.without(leg));
    }
    String other = move.legs().get(leg.equals(move.first()) ? 1 : 0);
    Stage left = without.silent(other);
    Move end = new Move(Move.Kind.PARK, List.of(other));
    return new Stage(left.with, left.resting, left.gathered, left.hears, end, tries + 1);
  }

  /** The move came to nothing; its legs are where they were. */
  Stage inVain() {
    Stage here = this;
    for (String leg : move == null ? List.<String>of() : move.legs()) {
      here = here.with.containsKey(leg) ? here : here.rests(leg);
    }
    return new Stage(here.with, here.resting, gathered, hears, null, tries + 1);
  }

  private Stage rests(String leg) {
    Set<String> all = new HashSet<>(resting);
    all.add(leg);
    return new Stage(with, all, without(gathered, List.of(leg)), hears, move, tries);
  }

  private Stage silentUnless(boolean heard, String leg) {
    return heard ? this : silent(leg);
  }

  private Stage apart(String leg) {
    Map<String, String> rest = new HashMap<>(with);
    String partner = rest.remove(leg);
    if (partner != null) {
      rest.remove(partner);
    }
    return new Stage(rest, resting, gathered, hears, move, tries);
  }

  private Stage moved(Move next) {
    return new Stage(with, resting, gathered, hears, next, tries);
  }

  private static Set<String> without(Set<String> all, List<String> some) {
    Set<String> rest = new HashSet<>(all);
    some.forEach(rest::remove);
    return rest;
  }
}
