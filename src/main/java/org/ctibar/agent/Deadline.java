package org.ctibar.agent;

import java.util.Optional;

/** What time alone will bring to an agent, should nothing else happen. */
record Deadline(long atMs, Trigger trigger) {

  static Optional<Deadline> of(AgentState s, AgentConfig config) {
    return switch (s.job().work()) {
      case RESERVED ->
        Optional.of(new Deadline(
            s.job().offer().untilMs() + config.offerGraceMs(), new Trigger.OfferExpired()));
      case IDLE -> whileIdle(s, config);
      case RINGING, DIALING, TALKING, HELD, CONSULTING, CONFERENCED -> Optional.empty();
    };
  }

  private static Optional<Deadline> whileIdle(AgentState s, AgentConfig config) {
    Deadline pause =
        s.pause() == Pause.NONE ? null : new Deadline(s.readyAt(), new Trigger.PauseOver());
    Deadline connection = connection(s, config);
    if (pause == null || connection == null) {
      return Optional.ofNullable(pause == null ? connection : pause);
    }
    return Optional.of(pause.atMs() <= connection.atMs() ? pause : connection);
  }

  private static Deadline connection(AgentState s, AgentConfig config) {
    Long lostAt = s.line().connectionLostAt();
    if (lostAt == null) {
      return null;
    }
    return Reason.CONNECTION_LOST.equals(s.standing().reason())
        ? new Deadline(lostAt + config.signOutMs(), new Trigger.ConnectionGone())
        : new Deadline(lostAt + config.connectionLostMs(), new Trigger.ConnectionLost());
  }
}
