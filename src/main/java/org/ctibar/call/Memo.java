package org.ctibar.call;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.Json;
import org.ctibar.esl.ChannelSnapshot;
import org.ctibar.esl.HostileText;

/**
 * What stands on the legs of a talk for whoever owns the switch next: all of it but where the legs are, which the
 * switch itself shows, and the attached data, which stand there already.
 *
 * @param legs those that live, and the one to whose agent the call would return
 */
record Memo(
    CallOrigin origin,
    Talk.Phase phase,
    Cast cast,
    List<Leg> legs,
    String heldBy,
    int attempts,
    Long bridgedAt,
    String reason) {
  Memo {
    legs = List.copyOf(legs);
  }

  static Memo of(Talk talk) {
    CallFacts facts = talk.facts();
    Set<Leg> legs = new LinkedHashSet<>(facts.livingLegs());
    facts.leg(String.valueOf(talk.cast().home())).ifPresent(legs::add);
    return new Memo(
        facts.origin().with(Map.of()),
        talk.phase(),
        talk.cast(),
        List.copyOf(legs),
        talk.heldBy(),
        talk.attempts(),
        facts.bridgedAt(),
        facts.reason());
  }

  /** @return nothing if it is longer than a variable may be */
  String text() {
    return written(this);
  }

  /** Nothing for a text that is none of ours, or of a version that knew other words. */
  static Optional<Memo> read(String text) {
    return read(text, Memo.class).filter(m -> m.phase() != null && m.origin() != null);
  }

  /** The customer's is written first, so it is never older than the others. */
  static Optional<Memo> newest(Collection<ChannelSnapshot> channels) {
    List<Map.Entry<String, Memo>> all = channels.stream()
        .flatMap(c -> read(c.variable(Variables.TALK)).stream().map(m -> Map.entry(c.uuid(), m)))
        .toList();
    return Stream.concat(
            all.stream().filter(e -> e.getKey().equals(e.getValue().cast().customer())),
            all.stream())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  Optional<Leg> leg(String uuid) {
    return legs.stream().filter(leg -> leg.uuid().equals(uuid)).findFirst();
  }

  /** Customer, agent and target, those that there are. */
  List<String> members() {
    return Stream.of(cast.customer(), cast.agent(), cast.target())
        .filter(Objects::nonNull)
        .toList();
  }

  static String written(Object memo) {
    String text = Variables.encoded(Json.encode(memo));
    return text.length() <= HostileText.MAX_VALUE ? text : "";
  }

  static <T> Optional<T> read(String text, Class<T> type) {
    try {
      return text == null || text.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.decode(Variables.decoded(text), type));
    } catch (IllegalArgumentException | CtiException e) {
      return Optional.empty();
    }
  }
}
