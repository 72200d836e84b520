package org.ctibar.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How outside numbers of one shape leave the platform.
 *
 * @param position routes are tried in ascending order, and the first that matches decides, also by refusing
 * @param pattern regular expression for the whole dialled number
 * @param strip how many leading characters of the dialled number are dropped
 * @param prepend put before what is left
 * @param dialString {@code sofia/gateway/trunk/{number}}; empty for the configured one
 * @param callerId shown to the called party; empty for the switch's own
 * @param classOfService what a caller needs at least
 */
public record OutboundRoute(
    String id,
    int position,
    Pattern pattern,
    int strip,
    String prepend,
    Optional<String> dialString,
    Optional<String> callerId,
    ClassOfService classOfService) {

  public boolean matches(String number) {
    return pattern.matcher(number).matches();
  }

  /** The number to put on the wire for a dialled one that {@link #matches}. */
  public String rewrite(String number) {
    return prepend + number.substring(Math.min(strip, number.length()));
  }

  /** Compares the pattern by its text, which {@link Pattern} itself does not. */
  @Override
  public boolean equals(Object other) {
    return other instanceof OutboundRoute route
        && id.equals(route.id)
        && position == route.position
        && pattern.pattern().equals(route.pattern.pattern())
        && strip == route.strip
        && prepend.equals(route.prepend)
        && dialString.equals(route.dialString)
        && callerId.equals(route.callerId)
        && classOfService == route.classOfService;
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
