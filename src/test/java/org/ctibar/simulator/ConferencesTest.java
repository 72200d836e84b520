package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three legs in a room, and the ways out of it. */
class ConferencesTest {
  private final Bench bench = new Bench();
  private final String caller = bench.parkedCaller();
  private final String agent = bench.parkedAgent("1001", "park_after_bridge=true");
  private final String target = bench.parkedAgent("1002", "park_after_bridge=true");

  @BeforeEach
  void meet() {
    bench.api("uuid_bridge " + agent + " " + target);
    bench.clock.advance(100);
    bench.api("uuid_transfer " + agent + " -both 'conference:room@default' inline");
    bench.api("uuid_transfer " + caller + " 'conference:room@default' inline");
    bench.clock.advance(100);
  }

  @Test
  void allThreeEnter() {
    assertThat(actions(0))
        .containsExactly("conference-create", "add-member", "add-member", "add-member");
    assertThat(bench.last("CUSTOM", caller))
        .containsAllEntriesOf(Map.of(
            "Event-Subclass", "conference::maintenance",
            "Conference-Name", "room",
            "Conference-Size", "3"));
  }

  @Test
  void whoHangsUpLeavesTheOthersTogether() {
    int mark = bench.mark();
    bench.core.outside.hangUp(bench.core.living(agent).orElseThrow());
    bench.clock.advance(100);

    assertThat(actions(mark)).containsExactly("del-member");
    assertThat(bench.last("CUSTOM", agent)).containsEntry("Conference-Size", "2");
    assertThat(bench.lean(caller, mark)).isEmpty();
    assertThat(bench.lean(target, mark)).isEmpty();
  }

  @Test
  void twoAreBridgedOutOfTheRoomAndItEnds() {
    bench.api("uuid_kill " + agent);
    bench.clock.advance(100);
    int mark = bench.mark();
    bench.api("uuid_bridge " + caller + " " + target);
    bench.clock.advance(100);

    assertThat(bench.lean(caller, mark)).containsExactly("CUSTOM", "CHANNEL_BRIDGE");
    assertThat(bench.lean(target, mark)).containsExactly("CUSTOM");
    assertThat(actions(mark)).containsExactly("del-member", "del-member", "conference-destroy");
  }

  @Test
  void legIsParkedOutOfTheRoom() {
    int mark = bench.mark();
    bench.api("uuid_park " + caller);
    bench.clock.advance(100);

    assertThat(bench.lean(caller, mark)).containsExactly("CUSTOM", "CHANNEL_PARK");
  }

  private List<Object> actions(int mark) {
    return bench.events.subList(mark, bench.events.size()).stream()
        .filter(event -> event.name().equals("CUSTOM"))
        .map(event -> event.headers().get("Action"))
        .toList();
  }
}
