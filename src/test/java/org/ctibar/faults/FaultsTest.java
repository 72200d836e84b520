package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctibar.faults.Losses.Tally;
import org.ctibar.outside.BridgePage;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nodes are killed, restarted, slowed and cut off while callers talk, phones ring and others wait: no call, no place and
 * no agent is lost, nobody is offered twice, each call leaves one record, and supervisors' figures are those of the
 * records. {@code scripts/chaos} is the long form.
 */
@Tag(Tiers.INTEGRATION)
class FaultsTest {
  private static final int AGENTS = 12;
  private static final int RINGING = 2;
  private static final int WAITING = 5;
  private static final Map<String, Tally> TABLE = new LinkedHashMap<>();

  private static Shift shift;

  @BeforeAll
  static void begin() throws Exception {
    shift = new Shift(Strikes.NODES);
    shift.fleet.hire(0); // phones ring for minutes
    shift.begin(AGENTS, 0, 1, 2);
  }

  @AfterAll
  static void tell() {
    System.out.print(Losses.table(TABLE));
    shift.close();
  }

  private static void losesNothing(String name, Round.Fault fault) throws Exception {
    Losses lost = Round.of(shift, AGENTS - RINGING, RINGING, WAITING, fault);
    TABLE.put(name, Tally.EMPTY.plus(lost));
    assertThat(lost).isEqualTo(Losses.NONE);
    everyBoardCountsWhatTheRecordsSay();
  }

  /** At each node, also one that began in the midst of it or was not heard for a while. */
  private static void everyBoardCountsWhatTheRecordsSay() {
    for (int n = 0; n < Strikes.NODES; n++) {
      try (BridgePage page = Fleet.get(shift.fleet.node(n).watch("supervisor"))) {
        await()
            .atMost(Shift.SOON)
            .untilAsserted(() -> assertThat(figures(page)).isEqualTo(shift.fleet.figures("1")));
      }
    }
  }

  private static Map<String, Long> figures(BridgePage page) {
    JsonObject group =
        page.ask("cti.client.snapshot", new JsonObject()).getJsonArray("groups").stream()
            .map(JsonObject.class::cast)
            .filter(row -> row.getString("id").equals("1"))
            .findFirst()
            .orElseThrow();
    return Stream.of(
            "offered", "answered", "abandoned", "shortAbandoned", "answeredInTime", "waitMs")
        .collect(Collectors.toMap(name -> name, group::getLong));
  }

  @Test
  void killingOneNodeAfterTheOther() throws Exception {
    losesNothing("each killed in turn", Strikes::killEachInTurn);
  }

  @Test
  void killingTheOwner() throws Exception {
    losesNothing("owner killed", Strikes::killTheOwner);
  }

  @Test
  void killingTwoOfThreeAtOnce() throws Exception {
    losesNothing("two of three killed", Strikes::killTwoAtOnce);
  }

  @Test
  void leavingOneAfterTheOther() throws Exception {
    losesNothing("each restarted in turn", Strikes::restartEachInTurn);
  }

  @Test
  void cuttingTheEventSocket() throws Exception {
    losesNothing("event socket cut", Strikes::cutTheLink);
  }

  @Test
  void splittingTheNetwork() throws Exception {
    assumeTrue(Split.isPossible(), "needs root and nftables");
    losesNothing("owner split off for 10 s", Strikes::splitTheOwnerOff);
  }

  @Test
  void slowingTheOwnerDown() throws Exception {
    losesNothing("owner slow for 10 s", Strikes::slowTheOwnerDown);
  }
}
