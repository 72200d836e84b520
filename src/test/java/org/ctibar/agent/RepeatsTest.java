package org.ctibar.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.Json;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.CallView.Consult;
import org.ctibar.bus.agent.CallView.Treatment;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page sends a command again because it lost the node that took it. */
class RepeatsTest {
  private static final String ID = "s1:7";

  @ParameterizedTest(name = "{0} in {1}, then {2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ready            | NOT_READY   |               | done",
        "busy             | READY       |               | done",
        "busy             | TALKING     |               | queued",
        "busy             | TALKING     | ENDED         | done",
        "logout           | READY       |               | done",
        "makecall         | READY       |               | orders Dial, awaits onCalleeAnswer",
        "makecall         | READY       | dialled RING  | awaits onCalleeAnswer",
        "makecall         | READY       | dialled ANSWER | awaits onCalleeAnswer",
        "makecall         | READY       | dialled CALLEE_ANSWER | done",
        "makecall         | READY       | dialled ENDED | CONFLICT",
        "offhook          | RINGING     |               | awaits onAnswer",
        "offhook          | RINGING     | rest          | awaits onAnswer",
        "offhook          | RINGING     | ANSWER        | done",
        "offhook          | RINGING     | WITHDRAWN     | done",
        "hangup           | TALKING     |               | awaits onHangup",
        "hangup           | TALKING     | rest          | awaits onHangup",
        "hangup           | TALKING     | ENDED         | done", // not the next call
        "hangup           | TALKING     | another call  | done",
        "REJECT           | RINGING     |               | awaits onHangup",
        "REJECT           | RINGING     | another call  | done",
        "HOLD             | TALKING     |               | awaits onHold",
        "HOLD             | TALKING     | HOLD          | done", // not NOT_ALLOWED_NOW
        "UNHOLD           | HELD        | UNHOLD        | done",
        "MUTE             | TALKING     | MUTE          | done",
        "DTMF             | TALKING     |               | done", // not dialled twice
        "CONSULT          | TALKING     |               | awaits onConsult",
        "CONSULT          | TALKING     | consult rings | awaits onConsult",
        "CONSULT          | TALKING     | CONSULT       | done",
        "CONSULT_CANCEL   | CONSULTING  | CONSULT_ENDED | done",
        "CONSULT_COMPLETE | CONSULTING  | rest          | awaits onHangup",
        "CONSULT_COMPLETE | CONSULTING  | ENDED         | done",
        "ALTERNATE        | CONSULTING  |               | awaits onConsult",
        "ALTERNATE        | CONSULTING  | alternated    | done", // not back again
        "CONFERENCE       | CONSULTING  | CONFERENCE    | done",
        "TRANSFER_TO_PHONE | TALKING    |               | awaits onHangup",
        "TRANSFER_TO_QUEUE | TALKING    | ENDED         | done",
      })
  void isNotCarriedOutTwice(String command, String state, String meanwhile, String outcome) {
    Agents agent = Agents.in(state);
    if (command.equals("CONFERENCE")) {
      agent.on(Agents.told(CallStep.CONSULT));
    }
    agent.on(trigger(command), ID);
    happens(agent, meanwhile);
    AgentState before = agent.state();
    assertThat(again(agent, trigger(command))).isEqualTo(outcome);
    assertThat(agent.state()).isEqualTo(before);
  }

  @Test
  void theCallThatIsOrderedAgainIsTheSameOne() {
    Agents agent = Agents.ready().on(Agents.dial(), ID);
    CallCommand first = agent.last().order().command();
    Trigger repeat = new Trigger.Dial("another", "fs2", "13900002222", Map.of());
    assertThat(agent.on(repeat, ID).last().order().command()).isEqualTo(first);
    assertThat(agent.last().order().switchId()).isEqualTo("fs1");
  }

  @Test
  void whatWasRefusedMayBeTriedAgain() {
    Agents agent = Agents.ready().on(Agents.dial(), ID);
    AgentState refused = agent.on(new Trigger.DialRefused("d1")).state().forgetting(ID);
    Step again = new AgentMachine(Agents.CONFIG).step(refused, Agents.dial(), ID, agent.nowMs());
    assertThat(again.order().command()).isInstanceOf(CallCommand.Dial.class);
    assertThat(again.state().job().call()).isNotNull();
  }

  @Test
  void aSessionThatMovedIsSignedInOnceMore() {
    Agents agent = Agents.unknown().on(Agents.login(Agents.TAB), ID);
    assertThat(agent.on(Agents.login(Agents.TAB), ID).callbacks()).isEmpty();
    SessionRef moved = new SessionRef("s1", "n2", "browser-a");
    assertThat(agent.on(Agents.login(moved), ID).callbacks())
        .containsExactly("onLogin", "onBusy", "onSnapshot");
    assertThat(agent.state().line().sessions()).containsExactly(moved);
    assertThat(agent.on(Agents.login(moved), ID).callbacks()).isEmpty();
  }

  @Test
  void onlyTheNewestAreRemembered() {
    Agents agent = Agents.ready();
    IntStream.range(0, 20).forEach(i -> agent.on(new Trigger.GoNotReady("r" + i), "s1:" + i));
    assertThat(agent.state().applied()).hasSize(8);
    assertThat(agent.state().appliedAs("s1:19")).isPresent();
    assertThat(agent.state().appliedAs("s1:11")).isEmpty();
  }

  @Test
  void whatChangesNothingElseIsRememberedWithoutARevision() {
    Agents agent = Agents.in("TALKING");
    AgentState before = agent.state();
    AgentState after = agent.on(trigger("DTMF"), ID).state();
    assertThat(after.revision()).isEqualTo(before.revision());
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void aStateOfAnEarlierVersionIsStillRead() {
    AgentState now = Agents.in("TALKING").on(trigger("DTMF"), ID).state();
    String earlier = Json.encode(now)
        .replaceAll(",\"applied\":\\[[^]]*]", "")
        .replace("\"node\":\"n1\"", "\"nodeId\":\"n1\"");
    assertThat(earlier).doesNotContain("applied", "\"node\":");
    AgentState read = Json.decode(earlier, AgentState.class);
    assertThat(read.applied()).isEmpty();
    assertThat(read.line().sessions()).containsExactly(new SessionRef("s1", null, "browser-a"));
    assertThat(Json.decode(Json.encode(now), AgentState.class)).isEqualTo(now);
  }

  @Test
  void theNodeOfASessionGoesWithTheCommands() {
    SessionRef ref = new SessionRef("s1", "n1#5b0f7c1e", "browser-a");
    AgentCommand login =
        new AgentCommand.FromPage(ID, new AgentCommand.Login("alice", "Alice", "1001", ref));
    AgentCommand attach = new AgentCommand.Attach("alice", ref);
    assertThat(Json.decode(Json.encode(login), AgentCommand.class)).isEqualTo(login);
    assertThat(Json.decode(Json.encode(attach), AgentCommand.class)).isEqualTo(attach);
    assertThat(login.agentId()).isEqualTo("alice");
  }

  @Test
  void aNodeThatLostASocketLateDoesNotTakeTheSessionFromTheNext() {
    SessionRef moved = new SessionRef("s1", "n2", "browser-a");
    Agents agent = Agents.ready().on(new Trigger.Attach(moved));
    agent.on(new Trigger.Detach("s1", "n1"));
    assertThat(agent.state().line().sessions()).containsExactly(moved);
    agent.on(new Trigger.Detach("s1", "n2"));
    assertThat(agent.state().line().sessions()).isEmpty();
  }

  private static Trigger trigger(String command) {
    return switch (command) {
      case "ready", "busy", "logout" -> Agents.wish(command);
      case "makecall" -> Agents.dial();
      case "offhook" -> new Trigger.Offhook();
      case "hangup" -> new Trigger.HangUp();
      default -> new Trigger.Act(CallAct.valueOf(command), "1003");
    };
  }

  private static void happens(Agents agent, String meanwhile) {
    if (meanwhile == null) {
      return;
    }
    switch (meanwhile) {
      case "rest" -> agent.on(Agents.wish("rest"));
      case "consult rings" -> agent.on(Agents.told(CallStep.CONSULT, Agents.CONSULT_RINGS));
      case "alternated" ->
        agent.on(Agents.told(
            CallStep.CONSULT, new Treatment(false, null, new Consult("1003", Consult.HELD))));
      case "another call" ->
        agent
            .on(Agents.told(CallStep.ENDED))
            .on(Agents.direct(CallStep.RING, Agents.INTERNAL))
            .on(Agents.direct(CallStep.ANSWER, Agents.INTERNAL));
      default -> {
        boolean dialled = meanwhile.startsWith("dialled ");
        CallStep step = CallStep.valueOf(meanwhile.replace("dialled ", ""));
        CallView call = dialled ? Agents.DIALLED : null;
        agent.on(dialled ? Agents.direct(step, call) : Agents.told(step));
      }
    }
  }

  private static String again(Agents agent, Trigger trigger) {
    try {
      agent.on(trigger, ID);
    } catch (CtiException e) {
      return e.code().name();
    }
    Step step = agent.last();
    if (step.order() == null) {
      return step.queued() ? "queued" : "done";
    }
    String awaits = "awaits " + step.order().awaits().event();
    return step.order().command() == null
        ? awaits
        : "orders " + step.order().command().getClass().getSimpleName() + ", " + awaits;
  }
}
