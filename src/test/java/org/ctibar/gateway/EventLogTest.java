package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ctibar.gateway.ServerFrame.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLogTest {
  @ParameterizedTest(name = "{0} events told, {1} seen: {2} follow")
  @CsvSource({
    "0, 0, 0", "2, 0, 2", "2, 2, 0", "3, 1, 2", "9, 6, 3",
    "9, 5, ", // the fourth last is no longer kept
    "2, 3, ", // was never told
  })
  void tellsWhatFollowed(int told, int seen, Integer follow) {
    EventLog log = new EventLog(3);
    for (int seq = 1; seq <= told; seq++) {
      log.add(new Event(seq, "onReady", 1, Map.of(), List.of()));
    }
    assertThat(log.seq()).isEqualTo(told);
    assertThat(log.after(seen).map(List::size).orElse(null)).isEqualTo(follow);
  }

  @Test
  void inOrder() {
    EventLog log = new EventLog(3);
    for (int seq = 1; seq <= 3; seq++) {
      log.add(new Event(seq, "onReady", 1, Map.of(), List.of()));
    }
    assertThat(log.after(1).orElseThrow()).extracting(Event::seq).containsExactly(2L, 3L);
  }
}
