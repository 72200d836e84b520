package org.ctibar.gateway;

import java.util.Optional;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentReply.Awaits;
import org.ctibar.bus.agent.AgentSnapshot;

/** What the state of an agent tells of a command whose report was lost on its way. Pure. */
final class Hindsight {
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
      case "onCalleeAnswer" -> agent.work().inTalk();
      case "onHold" -> agent.call().treatment().heldBy() != null;
      case "onUnhold" -> agent.call().treatment().heldBy() == null;
      case "onMute" -> Awaits.muteState(agent.call().treatment().muted()).equals(awaits.state());
      default -> false;
    };
    return done ? Optional.of(ErrorCode.OK) : Optional.empty();
  }
}
