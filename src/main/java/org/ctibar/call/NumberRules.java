package org.ctibar.call;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers that nobody may call, and numbers that everybody may call.
 *
 * @param denied each for a whole number; whatever route allows it
 * @param emergency as dialled; they pass every limit, also {@code denied}
 */
record NumberRules(List<Pattern> denied, Set<String> emergency) {
  static final NumberRules NONE = new NumberRules(List.of(), Set.of());

  NumberRules {
    denied = List.copyOf(denied);
    emergency = Set.copyOf(emergency);
  }

  boolean isEmergency(String dialled) {
    return emergency.contains(dialled);
  }

  /** @param number as dialled or as it goes on the wire; * and # hide nothing */
  boolean denies(String number) {
    String digits = number.replaceAll("[*#]", "");
    return denied.stream()
        .anyMatch(p -> p.matcher(number).matches() || p.matcher(digits).matches());
  }
}
