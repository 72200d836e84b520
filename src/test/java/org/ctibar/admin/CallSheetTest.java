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
import org.junit.jupiter.params.provider.CsvSource;
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
  @ValueSource(strings = {"=HYPERLINK(1)", "+8613800001111", "-1", "@cmd", "＝1", "＋1", "－1", "＠1"})
  void noCellIsAFormula(String caller) {
    assertThat(sheet.of(List.of(call(caller, null, null)))).contains(",'" + caller + ",");
  }

  /** A program that ends cells at semicolons sees the quotes of such a cell as letters. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '#',
      value = {
        "a;=1         # \"a;'=1\"",
        "a; =1;b;@c   # \"a; '=1;b;'@c\"",
        "a,-1         # \"a,'-1\"",
        "a|+1         # \"a|'+1\"",
        "a;\"=1\"     # \"a;\"\"'=1\"\"\"",
        "=1 '; drop   # \"'=1 '; drop\"",
        "` =1`        # ` '=1`",
        "a;b          # \"a;b\"",
        "a=1          # a=1",
      })
  void noPartOfACellIsAFormula(String caller, String cell) {
    assertThat(sheet.of(List.of(call(caller, null, null)))).contains(",INBOUND," + cell + ",7001,");
  }

  @Test
  void textsWithCommasQuotesAndLinesStayOneCellOfOneLine() {
    assertThat(sheet.of(List.of(call("a,\"b\"\r\nc\t=1", null, null))))
        .contains(",\"a,\"\"b\"\"\\u000d\\u000ac\\u0009=1\",");
  }

  @Test
  void whatHidesOrTurnsIsSeen() {
    assertThat(sheet.of(List.of(call("a\u202E\u2028b\u200B", null, null))))
        .contains(",a\\u202e\\u2028b\\u200b,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "' or '1'='1",
        "${jndi:ldap://x}",
        "&amp",
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
