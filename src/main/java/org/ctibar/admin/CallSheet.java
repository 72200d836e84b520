package org.ctibar.admin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctibar.bus.NameText;
import org.ctibar.store.CallRecord;

/**
 * Call records as CSV (RFC 4180), for spreadsheets: each is one line, and a cell never is a formula, whatever its text.
 * Nor is a part of a cell: where semicolons end cells, quotes in the midst of what is taken for one mean nothing. Pure.
 */
final class CallSheet {
  /** Also as East Asian keyboards write them. */
  private static final Pattern FORMULA =
      Pattern.compile("(^|[;,|])([\\s\"]*)(?=[=+@\uFF1D\uFF0B\uFF0D\uFF20-])");

  private static final Pattern PLAIN = Pattern.compile("[^\",;|]*");
  private static final List<String> HEAD = List.of(
      "call_id",
      "direction",
      "caller",
      "callee",
      "group",
      "agent",
      "started_at",
      "talked_at",
      "ended_at",
      "wait_s",
      "talk_s",
      "cause",
      "ended_by",
      "attempts");

  private final DateTimeFormatter times;

  /** @param zone in which times are written */
  CallSheet(ZoneId zone) {
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** With a byte order mark, by which spreadsheets know that it is UTF-8. */
  String of(List<CallRecord> calls) {
    return Stream.concat(Stream.of(HEAD.stream()), calls.stream().map(this::cells))
        .map(cells -> cells.map(CallSheet::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
  }

  private Stream<String> cells(CallRecord call) {
    Instant waited = call.bridgedAt() == null ? call.endedAt() : call.bridgedAt();
    return Stream.of(
        call.callId().toString(),
        call.direction().name(),
        call.caller(),
        call.callee(),
        call.groupId(),
        call.agent(),
        time(call.startedAt()),
        time(call.bridgedAt()),
        time(call.endedAt()),
        seconds(call.startedAt(), waited),
        seconds(call.bridgedAt(), call.endedAt()),
        call.cause(),
        call.endedBy(),
        Integer.toString(call.attempts()));
  }

  private String time(Instant at) {
    return at == null ? null : times.format(at);
  }

  private static String seconds(Instant from, Instant to) {
    return from == null || to == null
        ? null
        : Long.toString(Math.max(0, to.getEpochSecond() - from.getEpochSecond()));
  }

  private static String cell(String text) {
    String value = NameText.visible(Objects.requireNonNullElse(text, ""));
    String safe = FORMULA.matcher(value).replaceAll("$1$2'");
    return PLAIN.matcher(safe).matches() ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
