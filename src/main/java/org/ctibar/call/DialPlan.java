package org.ctibar.call;

import java.util.regex.Pattern;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.esl.Originate;
import org.ctibar.store.Directory;
import org.ctibar.store.OutboundRoute;
import org.ctibar.store.Person;

/** Where a dialled number leads. Pure; nothing that fails here reaches a switch. */
final class DialPlan {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{1,32}");
  static final String PLACE = "{number}";

  private final String defaultDialString;
  private final NumberRules rules;

  /** @param defaultDialString for outbound routes without their own, {@code sofia/gateway/trunk/{number}} */
  DialPlan(String defaultDialString, NumberRules rules) {
    this.defaultDialString = defaultDialString;
    this.rules = rules;
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /**
   * @param to as the page sent it
   * @throws CtiException BAD_NUMBER if it is not a number or the caller's own, {@link TollRefusal} if it is denied or the
   *     caller's class of service does not reach so far, NOT_FOUND if it leads nowhere
   */
  Destination resolve(Directory directory, Person caller, String ownExtension, String to) {
    if (to == null || !isNumber(to)) {
      throw new CtiException(
          ErrorCode.BAD_NUMBER, "a number has 1 to 32 digits, * or #, perhaps a leading +");
    }
    if (rules.isEmergency(to)) {
      return emergency(directory, to);
    }
    if (to.equals(ownExtension)) {
      throw new CtiException(ErrorCode.BAD_NUMBER, "that is your own extension");
    }
    if (directory.extension(to).isPresent()) {
      String agentId = directory.personByExtension(to).map(Person::username).orElse(null);
      return Destination.extension(to, agentId, ownExtension);
    }
    OutboundRoute route = directory
        .outboundRoute(to)
        .orElseThrow(() ->
            new CtiException(ErrorCode.NOT_FOUND, "no such extension, and no route leads out"));
    if (rules.isEmergency(route.rewrite(to))) { // behind the digits for an outside line
      return outside(route, to).asEmergency();
    }
    if (rules.denies(to) || rules.denies(route.rewrite(to))) {
      throw new TollRefusal(TollRefusal.Reason.DENIED);
    }
    if (!caller.mayUse(route)) {
      throw new TollRefusal(TollRefusal.Reason.CLASS_OF_SERVICE);
    }
    return outside(route, to);
  }

  /** By its route, if that leads anywhere. Goes before an extension of that number, and needs no class of service. */
  private Destination emergency(Directory directory, String to) {
    String dialString = defaultDialString.replace(PLACE, to);
    return directory
        .outboundRoute(to)
        .filter(route -> !route.rewrite(to).isEmpty())
        .filter(route -> Originate.isDialString(dialString(route, route.rewrite(to))))
        .map(route -> outside(route, to))
        .orElseGet(() -> Destination.outside(to, dialString, null))
        .asEmergency();
  }

  private Destination outside(OutboundRoute route, String to) {
    String number = route.rewrite(to);
    if (number.isEmpty()) {
      throw new CtiException(ErrorCode.BAD_NUMBER, "the route leaves nothing of this number");
    }
    String dialString = dialString(route, number);
    if (!Originate.isDialString(dialString)) {
      throw new CtiException(ErrorCode.NOT_FOUND, "the route leads to nothing that can be dialled");
    }
    return Destination.outside(number, dialString, route.callerId().orElse(null));
  }

  private String dialString(OutboundRoute route, String number) {
    return route.dialString().orElse(defaultDialString).replace(PLACE, number);
  }
}
