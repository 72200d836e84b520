package org.ctibar.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.ctibar.bus.call.Direction;
import org.ctibar.store.CallRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSheetTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private final CallSheet sheet = new CallSheet(ZoneId.of("Asia/Shanghai"));

  @Test
  void hasALineForEachCall() {
    String[] lines =
        sheet.of(List.of(call("13800001111", 10L, 70L), call(null, null, 5L))).split("\r\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).startsWith("\uFEFFcall_id,direction,caller,");
    assertThat(lines[1])
        .endsWith("INBOUND,13800001111,7001,1,alice,2026-01-02 11:04:05,2026-01-02 11:04:15,"
            + "2026-01-02 11:05:15,10,60,NORMAL_CLEARING,agent,1");
    assertThat(lines[2])
        .contains("INBOUND,,7001,1,alice,2026-01-02 11:04:05,,2026-01-02 11:04:10,5,,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=HYPERLINK(1)", "+8613800001111", "-1", "@cmd", "\t=1", "=1 '; drop"})
  void noCellIsAFormula(String caller) {
    assertThat(sheet.of(List.of(call(caller, null, null)))).contains(",'" + caller + ",");
  }

  @Test
  void textsWithCommasQuotesAndLinesStayOneCell() {
    assertThat(sheet.of(List.of(call("a,\"b\"\r\nc", null, null))))
        .contains(",\"a,\"\"b\"\"\r\nc\",");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "'; drop table calls; --",
        "${jndi:ldap://x}",
        "&lt;b&gt;",
      })
  void textsOfOtherLanguagesStandAsTheyAre(String caller) {
    assertThat(sheet.of(List.of(call(caller, null, null)))).contains(",INBOUND," + caller + ",");
  }

  private static CallRecord call(String caller, Long talkedAfterS, Long endedAfterS) {
    return new CallRecord(
        new UUID(1, 2),
        "fs1",
        Direction.INBOUND,
        caller,
        "7001",
        "1",
        "alice",
        START,
        START,
        START,
        talkedAfterS == null ? null : START.plusSeconds(talkedAfterS),
        endedAfterS == null ? null : START.plusSeconds(endedAfterS),
        "NORMAL_CLEARING",
        "agent",
        1,
        null,
        List.of());
  }
}
