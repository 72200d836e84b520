package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctibar.esl.ChannelSnapshot;
import org.ctibar.esl.EslEvent;
import org.junit.jupiter.api.Test;

/** Of the legs that belong to calls of another switch only those are ended that nothing else ends. */
class RelaysTest {
  private static ChannelSnapshot channel(String uuid, String direction, String... variables) {
    Map<String, String> dump = new HashMap<>(
        Map.of("Unique-ID", uuid, "Call-Direction", direction, "variable_cti_role", "relay"));
    for (int i = 0; i < variables.length; i += 2) {
      dump.put("variable_" + variables[i], variables[i + 1]);
    }
    return new ChannelSnapshot(uuid, EslEvent.of(dump, ""));
  }

  private static ChannelSnapshot phone() {
    return channel("phone", "outbound", "originating_leg_uuid", "trunk");
  }

  @Test
  void aPhoneIsLeftAloneWhileItsTrunkLives() {
    assertThat(Relays.orphans(List.of(channel("trunk", "inbound"), phone()))).isEmpty();
  }

  @Test
  void aPhoneWithoutItsTrunkIsEnded() {
    assertThat(Relays.orphans(List.of(phone()))).containsExactly("phone");
  }

  @Test
  void aTrunkThatThePhoneLeftIsEnded() {
    assertThat(Relays.orphans(List.of(channel("trunk", "inbound", "current_application", "park"))))
        .containsExactly("trunk");
  }

  @Test
  void aTrunkThatTalksIsLeftAlone() {
    assertThat(Relays.orphans(List.of(
            channel("trunk", "inbound", "current_application", "park", "bridge_to", "phone"),
            phone())))
        .isEmpty();
  }

  @Test
  void othersAreNoneOfItsBusiness() {
    ChannelSnapshot caller =
        channel("c", "inbound", "cti_role", "caller", "current_application", "park");

    assertThat(Relays.isOne(caller)).isFalse();
    assertThat(Relays.orphans(List.of(caller))).isEmpty();
  }
}
