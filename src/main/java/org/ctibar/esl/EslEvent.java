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
  private final Map<String, String> headers;
  private final Map<String, List<String>> repeated;
  private final String body;

  /** @param repeated all values of the headers that have several; the first stands in {@code headers} too */
  EslEvent(Map<String, String> headers, Map<String, List<String>> repeated, String body) {
    this.headers = headers;
    this.repeated = repeated;
    this.body = body;
  }

  /** An event of single-valued headers. */
  public static EslEvent of(Map<String, String> headers, String body) {
    return new EslEvent(new LinkedHashMap<>(headers), Map.of(), body);
  }

  /** The first value; {@code null} if absent. */
  public String header(String name) {
    return headers.get(name);
  }

  /** All values of a repeated header; empty if absent. */
  public List<String> headers(String name) {
    String first = headers.get(name);
    return first == null ? List.of() : repeated.getOrDefault(name, List.of(first));
  }

  /** The first value of each header, in the order of the switch. */
  public Map<String, String> headers() {
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
    return other instanceof EslEvent that
        && headers.equals(that.headers)
        && repeated.equals(that.repeated)
        && body.equals(that.body);
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
