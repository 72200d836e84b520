package org.ctibar.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.store.CallHistory.Cursor;
import org.ctibar.store.CallHistory.Result;
import org.ctibar.store.CallHistory.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallSearchTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_795_000_000_000L);

  @Test
  void withoutParametersItIsTheLastDay() {
    Wanted wanted = CallSearch.of(MultiMap.caseInsensitiveMultiMap(), NOW);
    assertThat(wanted)
        .isEqualTo(
            new Wanted(NOW.minus(Duration.ofDays(1)), NOW, null, null, null, null, null, 50));
  }

  @Test
  void readsEachParameter() {
    UUID id = new UUID(1, 2);
    Wanted wanted = CallSearch.of(
        MultiMap.caseInsensitiveMultiMap()
            .add("from", "1794000000000")
            .add("until", "1794500000000")
            .add("number", "+86138")
            .add("agent", "alice")
            .add("group", "1")
            .add("result", "unanswered")
            .add("limit", "200")
            .add("before", "1794400000000_" + id),
        NOW);
    assertThat(wanted)
        .isEqualTo(new Wanted(
            Instant.ofEpochMilli(1_794_000_000_000L),
            Instant.ofEpochMilli(1_794_500_000_000L),
            "+86138",
            "alice",
            "1",
            Result.UNANSWERED,
            new Cursor(Instant.ofEpochMilli(1_794_400_000_000L), id),
            200));
    assertThat(CallSearch.cursor(wanted.before())).isEqualTo("1794400000000_" + id);
  }

  @ParameterizedTest
  @CsvSource({
    "from,   yesterday",
    "from,   1795000000000",
    "from,   1",
    "until,  99999999999999999999",
    "number, 138%",
    "number, '; drop table calls'",
    "agent,  'a\u0000'", // PostgreSQL has no such text
    "agent,  'a\nb'",
    "group,  '1'' or true'",
    "result, lost",
    "limit,  0",
    "limit,  201",
    "before, 1_x",
    "before, 1_zzzzzzzz-0000-0000-0000-000000000000",
  })
  void whatIsNotValidIsNamed(String name, String value) {
    assertThatThrownBy(
            () -> CallSearch.of(MultiMap.caseInsensitiveMultiMap().add(name, value), NOW))
        .isInstanceOfSatisfying(CtiException.class, e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
          assertThat(e.getMessage()).startsWith(name + ":");
        });
  }
}
