package org.ctibar.call;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How many outside legs live that each person dialled, whoever talks on them now. Pure. */
record OutsideLegs(Map<String, Integer> byPerson) {

  static OutsideLegs of(Collection<CallModel> calls) {
    Map<String, Integer> byPerson = new HashMap<>();
    for (CallModel call : calls) {
      call.facts().livingLegs().stream()
          .filter(leg -> leg.dialledBy() != null && !isBeingEnded(call, leg))
          .forEach(leg -> byPerson.merge(leg.dialledBy(), 1, Integer::sum));
      if (call instanceof DialledCall dialled && willDialOutside(dialled)) {
        byPerson.merge(dialled.dialler(), 1, Integer::sum);
      }
    }
    return new OutsideLegs(Map.copyOf(byPerson));
  }

  /** The callee's leg is made when the own phone is answered. */
  private static boolean willDialOutside(DialledCall call) {
    return call.state() == DialledCall.State.OWN_PHONE
        && !call.facts().legs().get(call.agent()).ended()
        && call.destination().limited();
  }

  /** Who hung up may call at once. */
  private static boolean isBeingEnded(CallModel call, Leg leg) {
    return call.facts().farewells().containsKey(leg.uuid());
  }

  int of(String person) {
    return byPerson.getOrDefault(person, 0);
  }

  int all() {
    return byPerson.values().stream().mapToInt(Integer::intValue).sum();
  }
}
