package org.ctibar.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Builds events with the headers FreeSWITCH sends and hands them to the sink. */
final class Events {
  /** The switch works in frames of 20 ms and stamps its events so. */
  private static final long FRAME_MICROS = 20_000;

  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern(
          "yyyy-MM-dd HH:mm:ss", Locale.ROOT)
      .withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter GMT = DateTimeFormatter.ofPattern(
          "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
      .withZone(ZoneOffset.UTC);

  final String coreUuid = UUID.randomUUID().toString();
  private final Scheduler scheduler;
  private final EventSink sink;
  private long sequence;

  Events(Scheduler scheduler, EventSink sink) {
    this.scheduler = scheduler;
    this.sink = sink;
  }

  long frameMicros() {
    return scheduler.nowMicros() / FRAME_MICROS * FRAME_MICROS;
  }

  static String localTime(long micros) {
    return LOCAL.format(Instant.ofEpochMilli(micros / 1_000));
  }

  /** An event about a channel, without its variables: states only. */
  void brief(String name, Channel leg, String... extra) {
    about(name, leg, false, extra);
  }

  /** An event about a channel with all its variables. */
  void full(String name, Channel leg, String... extra) {
    about(name, leg, true, extra);
  }

  /** An event about no channel. */
  void plain(String name, String body, String... extra) {
    sequence++;
    if (sink.wants(name)) {
      Map<String, Object> headers = common(name);
      put(headers, extra);
      sink.deliver(new SwitchEvent(headers, body));
    }
  }

  /** A {@code CUSTOM} event of a module. */
  void custom(String subclass, Map<String, ?> fields) {
    sequence++;
    if (sink.wants("CUSTOM")) {
      Map<String, Object> headers = new LinkedHashMap<>();
      headers.put("Event-Subclass", subclass);
      headers.putAll(common("CUSTOM"));
      headers.putAll(fields);
      sink.deliver(new SwitchEvent(headers, null));
    }
  }

  /** A {@code CUSTOM} event of a module about a channel, with all its variables. */
  void customAbout(String subclass, Channel leg) {
    Map<String, Object> fields = new LinkedHashMap<>();
    ChannelHeaders.write(leg, fields);
    ChannelHeaders.writeVariables(leg, fields);
    custom(subclass, fields);
  }

  /** The picture of a channel as {@code uuid_dump} gives it. */
  Map<String, Object> dump(Channel leg) {
    Map<String, Object> headers = common("CHANNEL_DATA");
    ChannelHeaders.write(leg, headers);
    ChannelHeaders.writeVariables(leg, headers);
    return headers;
  }

  private void about(String name, Channel leg, boolean withVariables, String... extra) {
    sequence++;
    if (!sink.wants(name)) {
      return;
    }
    Map<String, Object> headers = common(name);
    ChannelHeaders.write(leg, headers);
    if (withVariables) {
      ChannelHeaders.writeVariables(leg, headers);
    }
    put(headers, extra);
    sink.deliver(new SwitchEvent(headers, null));
  }

  private Map<String, Object> common(String name) {
    long now = frameMicros();
    Map<String, Object> headers = new LinkedHashMap<>(256);
    headers.put("Event-Name", name);
    headers.put("Core-UUID", coreUuid);
    headers.put("FreeSWITCH-Hostname", "simulator");
    headers.put("FreeSWITCH-Switchname", "simulator");
    headers.put("FreeSWITCH-IPv4", "127.0.0.1");
    headers.put("FreeSWITCH-IPv6", "::1");
    headers.put("Event-Date-Local", localTime(now));
    headers.put("Event-Date-GMT", GMT.format(Instant.ofEpochMilli(now / 1_000)));
    headers.put("Event-Date-Timestamp", String.valueOf(now));
    headers.put("Event-Sequence", String.valueOf(sequence));
    return headers;
  }

  private static void put(Map<String, Object> headers, String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      headers.put(pairs[i], pairs[i + 1]);
    }
  }
}
