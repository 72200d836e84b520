package org.ctibar.store;

import java.util.Optional;

/**
 * The group that answers a dialled number.
 *
 * @param enableAsr overrides the group's setting for this number
 */
public record NumberRoute(String number, String groupId, Optional<Boolean> enableAsr) {
  public static NumberRoute of(String number, String groupId) {
    return new NumberRoute(number, groupId, Optional.empty());
  }
}
