package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ctibar.store.TestDatabase.await;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class AgentLogTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void keepsWhoDidWhatToWhomAndWhy() {
    Database database = TestDatabase.emptied();
    AgentLog log = new AgentLog(database);

    await(log.write(NOW, "alice", "force", "boss", Map.of("to", "rest", "reason", "lunch\0")));

    Row row = await(database.with(
            connection -> connection.query("select * from agent_log").execute()))
        .iterator()
        .next();
    assertThat(row.getString("agent")).isEqualTo("alice");
    assertThat(row.getString("act")).isEqualTo("force");
    assertThat(row.getString("by_user")).isEqualTo("boss");
    assertThat(row.get(OffsetDateTime.class, "at").toInstant()).isEqualTo(NOW);
    assertThat(row.getJsonObject("detail").getString("to")).isEqualTo("rest");
    assertThat(row.getJsonObject("detail").getString("reason")).startsWith("lunch");
    await(log.close());
  }
}
