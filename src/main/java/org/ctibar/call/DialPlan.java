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

  /** @param defaultDialString for outbound routes without their own, {@code sofia/gateway/trunk/{number}} */
  DialPlan(String defaultDialString) {
    this.defaultDialString = defaultDialString;
  }

  /**
   * @param to as the page sent it
   * @throws CtiException BAD_NUMBER if it is not a number or the caller's own, FORBIDDEN if the caller's class of
   *     service does not reach so far, NOT_FOUND if it leads nowhere
   */
  Destination resolve(Directory directory, Person caller, String ownExtension, String to) {
    if (to == null || !NUMBER.matcher(to).matches()) {
      throw new CtiException(
          ErrorCode.BAD_NUMBER, "a number has 1 to 32 digits, * or #, perhaps a leading +");
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
    if (!caller.mayUse(route)) {
      throw new CtiException(
          ErrorCode.FORBIDDEN, "your class of service does not allow this number");
    }
    return outside(route, to);
  }

  private Destination outside(OutboundRoute route, String to) {
    String number = route.rewrite(to);
    if (number.isEmpty()) {
      throw new CtiException(ErrorCode.BAD_NUMBER, "the route leaves nothing of this number");
    }
    String dialString = route.dialString().orElse(defaultDialString).replace(PLACE, number);
    if (!Originate.isDialString(dialString)) {
      throw new CtiException(ErrorCode.NOT_FOUND, "the route leads to nothing that can be dialled");
    }
    return new Destination(number, null, dialString, route.callerId().orElse(null));
  }
}
