package org.ctibar.esl;

/** A channel as {@code uuid_dump} told it: exact at that moment. */
public record ChannelSnapshot(String uuid, EslEvent dump) {

  /** {@code inbound} or {@code outbound}. */
  public String direction() {
    return dump.direction();
  }

  /** {@code ringing}, {@code early}, {@code answered} or {@code hangup}. */
  public String answerState() {
    return dump.header("Answer-State");
  }

  public boolean answered() {
    return dump.answered();
  }

  /** {@code null} if the channel has none of that name. */
  public String variable(String name) {
    return dump.variable(name);
  }

  /** {@code null} if absent. */
  public String header(String name) {
    return dump.header(name);
  }

  /** The leg it is bridged with; {@code null} if none. Other headers that name a partner go stale. */
  public String bridgedTo() {
    return dump.variable("bridge_to");
  }

  /** Nothing else was begun on it since. */
  public boolean parked() {
    return "park".equals(dump.variable("current_application"));
  }

  /** Since 1970; 0 if the switch does not say. */
  public long createdAtMicros() {
    String created = dump.header("Caller-Channel-Created-Time");
    return created != null && created.matches("[0-9]{1,18}") ? Long.parseLong(created) : 0;
  }

  /** Music or any other playback runs. */
  public boolean playing() {
    return "playback".equals(dump.variable("current_application"))
        && dump.variable("current_application_response") == null;
  }
}
