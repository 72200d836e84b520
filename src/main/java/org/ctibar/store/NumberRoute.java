package org.ctibar.store;

import java.util.Map;
import java.util.Optional;

/**
 * The group that answers a dialled number.
 *
 * @param enableAsr overrides the group's setting for this number
 * @param data what callers of this number bring along; at most {@value #MOST_DATA_BYTES} bytes as JSON
 */
public record NumberRoute(
    String number, String groupId, Optional<Boolean> enableAsr, Map<String, String> data) {
  public static final int MOST_DATA_BYTES = 2_048;

  public NumberRoute {
    data = Map.copyOf(data);
  }

  public NumberRoute(String number, String groupId, Optional<Boolean> enableAsr) {
    this(number, groupId, enableAsr, Map.of());
  }

  public static NumberRoute of(String number, String groupId) {
    return new NumberRoute(number, groupId, Optional.empty());
  }
}
