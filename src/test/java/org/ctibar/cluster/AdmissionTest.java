package org.ctibar.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ctibar.bus.Protocol;
import org.ctibar.cluster.LeaseTable.NodeRow;
import org.ctibar.config.ConfigException;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node named n1, which sees nobody, and what else shows itself in the database. */
@Tag(Tiers.INTEGRATION)
class AdmissionTest {
  private static final long LEASE_MS = Nodes.QUICK.lease().toMillis();

  private final Vertx vertx = Vertx.vertx();
  private final MemoryTable table = new MemoryTable();
  private final Members members = Members.alone("n1");

  @AfterEach
  void close() throws Exception {
    Nodes.get(vertx.close());
  }

  @Test
  void theFirstNodeIsLetIn() {
    assertThatCode(ask(Clock.systemUTC())).doesNotThrowAnyException();
  }

  @Test
  void aNodeThatIsNotReachedIsNamed() {
    keepShowing("n2#1", "10.0.0.2:5801", Protocol.CURRENT);

    assertThatThrownBy(ask(Clock.systemUTC()))
        .hasCauseInstanceOf(ConfigException.class)
        .hasMessageContaining("cluster.seeds")
        .hasMessageContaining("n2")
        .hasMessageContaining("10.0.0.2:5801");
  }

  @Test
  void theNameOfALivingNodeIsTaken() {
    keepShowing("n1#other", "10.0.0.2:5801", Protocol.CURRENT);

    assertThatThrownBy(ask(Clock.systemUTC()))
        .hasMessageContaining("node.id")
        .hasMessageContaining("n1");
  }

  @Test
  void aNodeThatWasKilledAMomentAgoIsWaitedOut() {
    show("n1#before", "10.0.0.2:5801", Protocol.CURRENT);

    assertThatCode(ask(Clock.systemUTC())).doesNotThrowAnyException();
  }

  @Test
  void aClockAnHourOffIsTold() {
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    assertThatThrownBy(ask(wrong)).hasMessageContaining("clock").hasMessageContaining("360");
  }

  @Test
  void aVersionTooOldForTheOthersIsTold() {
    show("n2#1", "10.0.0.2:5801", Protocol.CURRENT + Protocol.NEIGHBOURS + 1);

    assertThatThrownBy(ask(Clock.systemUTC())).hasMessageContaining("version");
  }

  private ThrowingCallable ask(Clock clock) {
    return () -> Nodes.get(new Admission(vertx, members, table, clock, Nodes.QUICK).ask());
  }

  private void keepShowing(String name, String address, int protocol) {
    show(name, address, protocol);
    vertx.setPeriodic(LEASE_MS / 3, t -> show(name, address, protocol));
  }

  private void show(String name, String address, int protocol) {
    table.renew(new NodeRow(name, address, protocol, List.of("queue")), List.of(), LEASE_MS);
  }
}
