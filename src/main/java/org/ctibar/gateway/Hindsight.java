package org.ctibar.gateway;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentReply.Awaits;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.Work;

/** What the state of an agent tells of a command whose report was lost on its way. Pure. */
final class Hindsight {
  private static final Set<Work> IN_TALK =
      EnumSet.of(Work.TALKING, Work.HELD, Work.CONSULTING, Work.CONFERENCED);

  private Hindsight() {}

  /** @return empty if it does not tell, or not yet */
  static Optional<ErrorCode> of(Awaits awaits, AgentSnapshot agent) {
    boolean mutes = awaits.event().equals("onMute");
    if (awaits.state() != null && !mutes) {
      return Optional.empty();
    }
    boolean over = agent.call() == null || !agent.call().callId().equals(awaits.callId());
    if (over) {
      return Optional.of(awaits.event().equals("onHangup") ? ErrorCode.OK : ErrorCode.CONFLICT);
    }
    boolean done = switch (awaits.event()) {
      case "onAnswer" -> agent.answeredAt() != null;
      case "onCalleeAnswer" -> IN_TALK.contains(agent.work());
      case "onHold" -> agent.call().treatment().heldBy() != null;
      case "onUnhold" -> agent.call().treatment().heldBy() == null;
      case "onMute" -> Awaits.muteState(agent.call().treatment().muted()).equals(awaits.state());
      default -> false;
    };
    return done ? Optional.of(ErrorCode.OK) : Optional.empty();
  }
}
