package org.ctibar.agent;

import java.util.UUID;
import java.util.function.Supplier;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.call.SwitchNames;

/** Translates commands of the bus. */
final class Triggers {
  private final SwitchNames switches;
  private final Supplier<UUID> newCallId;

  Triggers(SwitchNames switches, Supplier<UUID> newCallId) {
    this.switches = switches;
    this.newCallId = newCallId;
  }

  /** @throws CtiException BAD_REQUEST for a command that says too little, and for one about several agents */
  Trigger of(AgentCommand command) {
    require(command.agentId() != null && !command.agentId().isBlank(), "agentId");
    if (command instanceof AgentCommand.CallProgress c) {
      return progress(c);
    }
    Trigger fromPage = fromPage(command);
    return fromPage != null ? fromPage : fromPlatform(command);
  }

  private Trigger fromPage(AgentCommand command) {
    if (command instanceof AgentCommand.Login c) {
      require(c.session() != null && c.session().sessionId() != null, "session");
      return new Trigger.SignIn(c);
    } else if (command instanceof AgentCommand.Logout) {
      return new Trigger.SignOut();
    } else if (command instanceof AgentCommand.GoReady) {
      return new Trigger.GoReady();
    } else if (command instanceof AgentCommand.GoNotReady c) {
      return new Trigger.GoNotReady(checkedReason(c.reason()));
    } else if (command instanceof AgentCommand.Dial c) {
      require(c.to() != null && !c.to().isBlank(), "to");
      return new Trigger.Dial(newCallId.get().toString(), switches.first(), c.to(), c.data());
    } else if (command instanceof AgentCommand.Offhook) {
      return new Trigger.Offhook();
    } else if (command instanceof AgentCommand.HangUp) {
      return new Trigger.HangUp();
    } else if (command instanceof AgentCommand.Act c) {
      require(c.act() != null, "act");
      return new Trigger.Act(c.act(), c.argument());
    } else if (command instanceof AgentCommand.Look) {
      return new Trigger.Look();
    }
    return null;
  }

  private Trigger fromPlatform(AgentCommand command) {
    if (command instanceof AgentCommand.Force c) {
      return force(c);
    } else if (command instanceof AgentCommand.Attach c) {
      require(c.session() != null && c.session().sessionId() != null, "session");
      return new Trigger.Attach(c.session());
    } else if (command instanceof AgentCommand.Detach c) {
      return new Trigger.Detach(c.sessionId(), c.node());
    } else if (command instanceof AgentCommand.Offer c) {
      require(c.offerId() != null, "offerId");
      return new Trigger.Offer(c.offerId(), c.callId(), c.untilMs(), c.wrapUpMs());
    } else if (command instanceof AgentCommand.Withdraw c) {
      require(c.offerId() != null, "offerId");
      return new Trigger.Withdraw(c.offerId());
    } else if (command instanceof AgentCommand.Heard c) {
      require(c.callId() != null && c.by() != null, "call");
      return new Trigger.Heard(c.callId(), c.by());
    } else if (command instanceof AgentCommand.PhoneState c) {
      return c.registered()
          ? new Trigger.PhoneBack(c.switchId(), switches.ids())
          : new Trigger.PhoneGone(c.switchId(), switches.ids());
    }
    throw new CtiException(ErrorCode.BAD_REQUEST, "not a command for one agent");
  }

  private static Trigger force(AgentCommand.Force c) {
    require(c.by() != null && !c.by().isBlank(), "by");
    require(c.why() != null && !c.why().isBlank() && c.why().length() <= 200, "reason");
    require(c.to() != null, "to");
    Trigger wish = switch (c.to()) {
      case Next.READY -> new Trigger.GoReady();
      case Next.LOGOUT -> new Trigger.SignOut();
      default -> new Trigger.GoNotReady(checkedReason(c.to()));
    };
    return new Trigger.Force(wish, c.by(), c.why());
  }

  private static Trigger progress(AgentCommand.CallProgress c) {
    require(c.step() != null, "step");
    require(c.call() != null && c.call().callId() != null, "call");
    return switch (c.step()) {
      case RING, DIALS -> new Trigger.Ring(c);
      case ANSWER -> new Trigger.Answer(c);
      case CALLEE_ANSWER -> new Trigger.CalleeAnswer(c);
      case TALKS -> new Trigger.Talking(c);
      case HOLD -> new Trigger.Held(c);
      case UNHOLD -> new Trigger.Retrieved(c);
      case CONSULT -> new Trigger.Consulting(c);
      case CONSULT_ENDED -> new Trigger.ConsultEnded(c);
      case TRANSFER_FAILED -> new Trigger.TransferFailed(c);
      case CUSTOMER_LEFT -> new Trigger.CustomerLeft(c);
      case LEFT_CALLING -> new Trigger.LeftCalling(c);
      case CONFERENCE -> new Trigger.Conferenced(c);
      case CONFERENCE_ENDED -> new Trigger.ConferenceEnded(c);
      case MUTE -> new Trigger.Muted(c);
      case REATTACHED -> new Trigger.Reattached(c);
      case BACK -> new Trigger.Back(c);
      case TAKEN_OVER -> new Trigger.TakenOver(c);
      case NO_ANSWER -> new Trigger.NoAnswer(c);
      case REFUSED -> new Trigger.Refused(c);
      case UNREACHABLE -> new Trigger.Unreachable(c);
      case WITHDRAWN -> new Trigger.Withdrawn(c);
      case ENDED -> new Trigger.Ended(c);
    };
  }

  /** {@code ready} and {@code logout} are not reasons: as {@code next} they mean something else. */
  private static String checkedReason(String reason) {
    require(reason != null && !reason.isBlank() && reason.length() <= 64, "reason");
    require(!reason.equals(Next.READY) && !reason.equals(Next.LOGOUT), "reason");
    return reason;
  }

  private static void require(boolean holds, String field) {
    if (!holds) {
      throw new CtiException(ErrorCode.BAD_REQUEST, field + ": missing or not valid");
    }
  }
}
