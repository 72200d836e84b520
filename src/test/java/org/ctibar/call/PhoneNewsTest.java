package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.AgentCommand.PhoneState;
import org.ctibar.esl.EslEvent;
import org.ctibar.store.Directory;
import org.ctibar.store.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNewsTest {
  private static final Directory DIRECTORY =
      Directory.builder().add(Person.agent("alice", "1001")).build();

  private static Optional<PhoneState> news(String subclass, String header, String extension) {
    return PhoneNews.of(
        EslEvent.of(
            Map.of("Event-Name", "CUSTOM", "Event-Subclass", subclass, header, extension), ""),
        DIRECTORY);
  }

  @ParameterizedTest(name = "{0} = {2}")
  @CsvSource({
    "sofia::register,   from-user, true",
    "sofia::unregister, from-user, false",
    "sofia::expire,     user,      false",
  })
  void tellsTheAgentOfThePhone(String subclass, String header, boolean registered) {
    assertThat(news(subclass, header, "1001")).contains(new PhoneState("alice", registered));
  }

  @Test
  void phonesOfNobodyAndOtherEventsAreNoNews() {
    assertThat(news("sofia::register", "from-user", "1099")).isEmpty();
    assertThat(news("sofia::transferor", "from-user", "1001")).isEmpty();
    assertThat(PhoneNews.of(EslEvent.of(Map.of("Event-Name", "HEARTBEAT"), ""), DIRECTORY))
        .isEmpty();
  }
}
