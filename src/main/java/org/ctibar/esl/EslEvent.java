package org.ctibar.esl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One event of a switch, or one {@code uuid_dump}, which has the same form. Values are as hostile as whoever
 * called: see {@link HostileText}.
 */
public final class EslEvent {
  private final Map<String, List<String>> headers;
  private final String body;

  EslEvent(Map<String, List<String>> headers, String body) {
    this.headers = headers;
    this.body = body;
  }

  /** An event of single-valued headers. */
  public static EslEvent of(Map<String, String> headers, String body) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new EslEvent(lists, body);
  }

  /** The first value; {@code null} if absent. */
  public String header(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.get(0);
  }

  /** All values of a repeated header; empty if absent. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }

  public Map<String, List<String>> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /** A channel variable's value; {@code null} if the channel has none of that name. */
  public String variable(String name) {
    return header("variable_" + name);
  }

  /** For instance {@code CHANNEL_PARK}; empty if the switch sent none. */
  public String name() {
    return orEmpty(header("Event-Name"));
  }

  /** Of CUSTOM events, for instance {@code sofia::register}; {@code null} otherwise. */
  public String subclass() {
    return header("Event-Subclass");
  }

  /** The channel; {@code null} for events without one. */
  public String uuid() {
    return header("Unique-ID");
  }

  public String coreUuid() {
    return header("Core-UUID");
  }

  public String jobUuid() {
    return header("Job-UUID");
  }

  public String hangupCause() {
    return header("Hangup-Cause");
  }

  /** The only sign that a leg was answered: {@code +OK} and CHANNEL_PARK also come for early media. */
  public boolean answered() {
    return "answered".equals(header("Answer-State"));
  }

  public String destinationNumber() {
    return header("Caller-Destination-Number");
  }

  public String callerNumber() {
    return header("Caller-Caller-ID-Number");
  }

  public String callerName() {
    return header("Caller-Caller-ID-Name");
  }

  /** {@code inbound} (it came to the switch) or {@code outbound} (the switch made it). */
  public String direction() {
    return header("Call-Direction");
  }

  /** The result of a BACKGROUND_JOB; empty for most events. */
  public String body() {
    return body;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EslEvent that && headers.equals(that.headers) && body.equals(that.body);
  }

  @Override
  public int hashCode() {
    return 31 * headers.hashCode() + body.hashCode();
  }

  @Override
  public String toString() {
    return name() + " " + uuid(); // headers hold phone numbers
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
