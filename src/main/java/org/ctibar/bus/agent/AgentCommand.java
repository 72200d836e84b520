package org.ctibar.bus.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.call.CallAct;

/** Everything that may move an agent. Sent by gateway, queue and call owners; answered by any node. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AgentCommand.Login.class, name = "login"),
  @JsonSubTypes.Type(value = AgentCommand.Logout.class, name = "logout"),
  @JsonSubTypes.Type(value = AgentCommand.GoReady.class, name = "ready"),
  @JsonSubTypes.Type(value = AgentCommand.GoNotReady.class, name = "notReady"),
  @JsonSubTypes.Type(value = AgentCommand.Attach.class, name = "attach"),
  @JsonSubTypes.Type(value = AgentCommand.Detach.class, name = "detach"),
  @JsonSubTypes.Type(value = AgentCommand.Dial.class, name = "dial"),
  @JsonSubTypes.Type(value = AgentCommand.Offhook.class, name = "offhook"),
  @JsonSubTypes.Type(value = AgentCommand.HangUp.class, name = "hangUp"),
  @JsonSubTypes.Type(value = AgentCommand.Act.class, name = "act"),
  @JsonSubTypes.Type(value = AgentCommand.Look.class, name = "look"),
  @JsonSubTypes.Type(value = AgentCommand.Offer.class, name = "offer"),
  @JsonSubTypes.Type(value = AgentCommand.Withdraw.class, name = "withdraw"),
  @JsonSubTypes.Type(value = AgentCommand.CallProgress.class, name = "callProgress"),
  @JsonSubTypes.Type(value = AgentCommand.PhoneState.class, name = "phoneState"),
  @JsonSubTypes.Type(value = AgentCommand.Survey.class, name = "survey"),
  @JsonSubTypes.Type(value = AgentCommand.Overview.class, name = "overview"),
  @JsonSubTypes.Type(value = AgentCommand.Force.class, name = "force"),
  @JsonSubTypes.Type(value = AgentCommand.Heard.class, name = "heard"),
  @JsonSubTypes.Type(value = AgentCommand.FromPage.class, name = "fromPage"),
})
public sealed interface AgentCommand {
  /** The person's user name; {@link Survey} and {@link Overview} are about several and have none. */
  String agentId();

  /** Sign in on this session, or show an agent that is signed in to one more session. */
  record Login(String agentId, String nickname, String extension, SessionRef session)
      implements AgentCommand {}

  record Logout(String agentId) implements AgentCommand {}

  record GoReady(String agentId) implements AgentCommand {}

  /** @param reason {@code busy}, {@code rest}, or the site's own */
  record GoNotReady(String agentId, String reason) implements AgentCommand {}

  /** The socket of a session came back and missed nothing: no callbacks. */
  record Attach(String agentId, SessionRef session) implements AgentCommand {}

  /**
   * The socket of a session is lost.
   *
   * @param node that lost it: changes nothing once another node holds it; null for whichever
   */
  record Detach(String agentId, String sessionId, String node) implements AgentCommand {
    public Detach(String agentId, String sessionId) {
      this(agentId, sessionId, null);
    }
  }

  /** @param to as the page sent it; checked by the call domain before anything is dialled */
  record Dial(String agentId, String to, Map<String, String> data) implements AgentCommand {}

  record Offhook(String agentId) implements AgentCommand {}

  record HangUp(String agentId) implements AgentCommand {}

  /** @param argument a number, the id of a group, or digits; null where the act needs none */
  record Act(String agentId, CallAct act, String argument) implements AgentCommand {}

  /** Changes nothing, answers the snapshot. */
  record Look(String agentId) implements AgentCommand {}

  /**
   * Reserve an offerable agent.
   *
   * @param untilMs ms since 1970 after which the reservation falls by itself, should its owner be gone
   * @param wrapUpMs after the call, before the next is offered; 0 for none
   */
  record Offer(String agentId, String offerId, String callId, long untilMs, long wrapUpMs)
      implements AgentCommand {}

  /** The offer is over before the phone rang, and it is nobody's miss. */
  record Withdraw(String agentId, String offerId) implements AgentCommand {}

  /**
   * What the switch reported of a call of this agent, in order.
   *
   * @param offerId the offer this belongs to; null for calls that came without one
   * @param cause as FreeSWITCH names it; null while the call lives
   * @param code what the cause means to the agent's page; null while the call lives
   */
  record CallProgress(
      String agentId, CallStep step, String offerId, CallView call, String cause, ErrorCode code)
      implements AgentCommand {
    /** A cause of ours: the switch is away for so long that the call counts as over. It may be found again. */
    public static final String SWITCH_LOST = "SWITCH_LOST";
  }

  /**
   * The phone of this agent registered at a switch, or is not registered there any more.
   *
   * @param switchId null from a node that knows only one
   */
  record PhoneState(String agentId, String switchId, boolean registered) implements AgentCommand {}

  /**
   * A command of a page, which sends it again when it has lost its node: what was carried out at any node is not carried
   * out again.
   *
   * @param id the page's session and its own number of the command
   */
  record FromPage(String id, AgentCommand command) implements AgentCommand {
    @Override
    public String agentId() {
      return command.agentId();
    }
  }

  /**
   * A supervisor wants the agent to be something else.
   *
   * @param to {@code ready}, {@code logout}, or a reason of NOT_READY
   * @param by the supervisor's user name
   * @param why for the agent and the log
   */
  record Force(String agentId, String to, String by, String why) implements AgentCommand {}

  /** How these are now: answered in {@link AgentReply#overview()}. */
  record Overview(List<String> agentIds) implements AgentCommand {
    @Override
    public String agentId() {
      return null;
    }
  }

  /** Which of these may be offered a call now: answered in {@link AgentReply#survey()}. */
  record Survey(List<String> agentIds) implements AgentCommand {
    @Override
    public String agentId() {
      return null;
    }
  }

  /**
   * Who hears the agent during this call.
   *
   * @param by all of them; none if nobody does any more
   */
  record Heard(String agentId, String callId, List<ListenedBy> by) implements AgentCommand {}
}
