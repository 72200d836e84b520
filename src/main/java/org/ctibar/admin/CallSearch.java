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
    Instant until = time(parameters, "until", now);
    Instant from = time(parameters, "from", until.minus(Duration.ofDays(1)));
    Demands.require(from.isBefore(until), "from: before until");
    Demands.require(
        Duration.between(from, until).compareTo(LONGEST) <= 0, "from: at most a year before until");
    return new Wanted(
        from,
        until,
        matching(parameters, "number", "[+]?[0-9*#]{1,32}"),
        matching(parameters, "agent", ".{1,64}"),
        matching(parameters, "group", "[A-Za-z0-9_.-]{1,64}"),
        result(parameters),
        cursor(parameters),
        limit(parameters));
  }

  /** What a next page is asked for with. */
  static String cursor(Cursor last) {
    return last.startedAt().toEpochMilli() + "_" + last.callId();
  }

  private static Instant time(MultiMap parameters, String name, Instant otherwise) {
    String text = matching(parameters, name, "[0-9]{1,15}");
    return text == null ? otherwise : Instant.ofEpochMilli(Long.parseLong(text));
  }

  private static Result result(MultiMap parameters) {
    String text = matching(parameters, "result", "[a-z]{1,20}");
    if (text == null) {
      return null;
    }
    return Arrays.stream(Result.values())
        .filter(result -> result.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> bad("result: answered, unanswered or living"));
  }

  private static Cursor cursor(MultiMap parameters) {
    String text = matching(parameters, "before", "[0-9]{1,15}_[0-9a-f-]{36}");
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

  private static int limit(MultiMap parameters) {
    String text = matching(parameters, "limit", "[0-9]{1,4}");
    int limit = text == null ? DEFAULT : Integer.parseInt(text);
    Demands.require(limit >= 1 && limit <= MOST, "limit: from 1 to " + MOST);
    return limit;
  }

  private static String matching(MultiMap parameters, String name, String pattern) {
    String text = parameters.get(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    Demands.require(text.matches(pattern), name + ": not valid");
    return text;
  }

  private static CtiException bad(String problem) {
    return new CtiException(ErrorCode.BAD_REQUEST, problem);
  }
}
