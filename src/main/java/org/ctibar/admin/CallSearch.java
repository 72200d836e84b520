package org.ctibar.admin;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.store.CallHistory.Cursor;
import org.ctibar.store.CallHistory.Result;
import org.ctibar.store.CallHistory.Wanted;

/** Reads the parameters of a search: {@code from}, {@code until}, {@code number}, {@code agent}, {@code group} … */
final class CallSearch {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST = 200;
  private static final int DEFAULT = 50;

  private CallSearch() {}

  /**
   * @param now the end of the search where none is named; it begins a day before its end
   * @throws CtiException BAD_REQUEST that names the parameter
   */
  static Wanted of(MultiMap parameters, Instant now) {
    Query query = new Query(parameters);
    Instant until = time(query, "until", now);
    Instant from = time(query, "from", until.minus(Duration.ofDays(1)));
    Demands.require(from.isBefore(until), "from: before until");
    Demands.require(
        Duration.between(from, until).compareTo(LONGEST) <= 0, "from: at most a year before until");
    return new Wanted(
        from,
        until,
        query.matching("number", "[+]?[0-9*#]{1,32}"),
        query.matching("agent", "[^\\p{Cntrl}]{1,64}"),
        query.matching("group", "[A-Za-z0-9_.-]{1,64}"),
        result(query),
        cursor(query),
        query.number("limit", DEFAULT, 1, MOST));
  }

  /** What a next page is asked for with. */
  static String cursor(Cursor last) {
    return last.startedAt().toEpochMilli() + "_" + last.callId();
  }

  private static Instant time(Query query, String name, Instant otherwise) {
    String text = query.matching(name, "[0-9]{1,15}");
    return text == null ? otherwise : Instant.ofEpochMilli(Long.parseLong(text));
  }

  private static Result result(Query query) {
    String text = query.matching("result", "[a-z]{1,20}");
    if (text == null) {
      return null;
    }
    return Arrays.stream(Result.values())
        .filter(result -> result.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> bad("result: answered, unanswered or living"));
  }

  private static Cursor cursor(Query query) {
    String text = query.matching("before", "[0-9]{1,15}_[0-9a-f-]{36}");
    if (text == null) {
      return null;
    }
    int cut = text.indexOf('_');
    return new Cursor(
        Instant.ofEpochMilli(Long.parseLong(text.substring(0, cut))),
        id(text.substring(cut + 1), "before"));
  }

  static UUID id(String text, String name) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw bad(name + ": not valid");
    }
  }

  private static CtiException bad(String problem) {
    return new CtiException(ErrorCode.BAD_REQUEST, problem);
  }
}
