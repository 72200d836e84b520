package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.call.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command's reply tells what the switch reported, whichever came first. */
class SettlementTest {
  private static final Map<String, Object> BUSY =
      Map.of("callId", "call-1", "cause", "USER_BUSY", "code", 15);

  private TestGateway gateway;
  private TestPage page;

  @BeforeEach
  void start() {
    gateway = TestGateway.start();
    page = TestPage.signedIn(gateway, "admin", "browser");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void resolvesWhenTheEventComes() {
    dialAnswers("onCalleeAnswer", 60_000);
    page.command("makecall", new JsonObject().put("to", "1002"));
    tell("onRing", Map.of("callId", "call-1"));
    page.event("onRing");
    tell("onCalleeAnswer", Map.of("callId", "call-1"));
    page.event("onCalleeAnswer");
    JsonObject reply = page.reply();
    assertThat(reply.getInteger("code")).isZero();
    assertThat(reply.getJsonObject("data")).isEqualTo(new JsonObject().put("callId", "call-1"));
  }

  @Test
  void resolvesByAnEventThatCameBeforeTheAnswer() {
    gateway.agents.on(AgentCommand.Offhook.class, c -> {
      tell("onAnswer", Map.of("callId", "call-1"));
      return gateway
          .vertx
          .timer(50)
          .map(t -> gateway.agents.awaiting("admin", "call-1", "onAnswer", 60_000));
    });
    page.command("offhook");
    page.event("onAnswer");
    assertThat(page.reply().getInteger("code")).isZero();
  }

  @Test
  void failsWithTheCauseOfTheHangup() {
    dialAnswers("onCalleeAnswer", 60_000);
    page.command("makecall", new JsonObject().put("to", "13800001111"));
    tell("onHangup", BUSY);
    page.event("onHangup");
    JsonObject reply = page.reply();
    assertThat(reply.getInteger("code")).isEqualTo(15);
    assertThat(reply.getJsonObject("data"))
        .isEqualTo(new JsonObject().put("callId", "call-1").put("cause", "USER_BUSY"));
  }

  @Test
  void failsByAHangupThatCameBeforeTheAnswer() {
    gateway.agents.on(AgentCommand.Dial.class, c -> {
      tell("onHangup", BUSY);
      return gateway
          .vertx
          .timer(50)
          .map(t -> gateway.agents.awaiting("admin", "call-1", "onCalleeAnswer", 60_000));
    });
    page.command("makecall", new JsonObject().put("to", "13800001111"));
    page.event("onHangup");
    assertThat(page.reply().getInteger("code")).isEqualTo(15);
  }

  @Test
  void anotherCallSettlesNothing() {
    dialAnswers("onCalleeAnswer", 60_000);
    page.command("makecall", new JsonObject().put("to", "13800001111"));
    tell("onHangup", Map.of("callId", "call-2", "cause", "USER_BUSY", "code", 15));
    tell("onCalleeAnswer", Map.of("callId", "call-1"));
    page.event("onHangup");
    page.event("onCalleeAnswer");
    assertThat(page.reply().getInteger("code")).isZero();
  }

  @Test
  void hangupResolvesWithTheCause() {
    gateway.agents.on(
        AgentCommand.HangUp.class,
        c ->
            Future.succeededFuture(gateway.agents.awaiting("admin", "call-1", "onHangup", 60_000)));
    page.command("hangup");
    tell("onHangup", Map.of("callId", "call-1", "cause", "NORMAL_CLEARING", "code", 0));
    page.event("onHangup");
    JsonObject reply = page.reply();
    assertThat(reply.getInteger("code")).isZero();
    assertThat(reply.getJsonObject("data").getString("cause")).isEqualTo("NORMAL_CLEARING");
  }

  @Test
  void anEarlierHoldIsNotThisOne() {
    tell("onHold", Map.of("callId", "call-1"));
    page.event("onHold");
    long asOf = gateway.agents.revisions.get("admin");
    gateway.agents.on(
        AgentCommand.Act.class,
        c -> Future.succeededFuture(gateway.agents.awaiting(
            "admin", new AgentReply.Awaits("call-1", "onHold", 60_000), asOf)));
    page.command("hold");
    tell("onHold", Map.of("callId", "call-1", "second", true));
    assertThat(page.event("onHold").getJsonObject("data").getBoolean("second")).isTrue();
    assertThat(page.reply().getInteger("code")).isZero();
  }

  @Test
  void aConsultationThatTheCustomerLeftResolvesWhenTheColleagueAnswers() {
    actAwaits(new AgentReply.Awaits("call-1", "onConsult", "talking", 60_000));
    page.command("consult", new JsonObject().put("to", "1002"));
    tell("onConsult", Map.of("callId", "call-1", "state", "customer_left", "code", 0));
    tell("onCalleeAnswer", Map.of("callId", "call-1"));
    page.event("onConsult");
    page.event("onCalleeAnswer");
    assertThat(page.reply().getInteger("code")).isZero();
  }

  @Test
  void whatNeedsTheCustomerFailsWhenThatLeaves() {
    actAwaits(new AgentReply.Awaits("call-1", "onConsult", 60_000));
    page.command("alternate");
    tell("onConsult", Map.of("callId", "call-1", "state", "customer_left", "code", 0));
    page.event("onConsult");
    assertThat(page.reply().getInteger("code")).isEqualTo(ErrorCode.CONFLICT.number());
  }

  private void actAwaits(AgentReply.Awaits awaits) {
    gateway.agents.on(
        AgentCommand.Act.class,
        c -> Future.succeededFuture(gateway.agents.awaiting("admin", awaits, 0)));
  }

  @Test
  void aConsultationResolvesWhenItTalksAndFailsWhenItEnds() {
    gateway.agents.on(
        AgentCommand.Act.class,
        c -> Future.succeededFuture(gateway.agents.awaiting(
            "admin", new AgentReply.Awaits("call-1", "onConsult", "talking", 60_000), 0)));
    page.command("consult", new JsonObject().put("to", "1002"));
    tell("onConsult", Map.of("callId", "call-1", "state", "ringing", "code", 0));
    tell(
        "onConsult",
        Map.of("callId", "call-1", "state", "ended", "cause", "USER_BUSY", "code", 15));
    page.event("onConsult");
    page.event("onConsult");
    JsonObject reply = page.reply();
    assertThat(reply.getInteger("code")).isEqualTo(15);
    assertThat(reply.getJsonObject("data").getString("cause")).isEqualTo("USER_BUSY");
  }

  @Test
  void aReportThatWasLostIsFoundInTheStateOfTheAgent() {
    dialAnswers("onCalleeAnswer", 60_000);
    page.command("makecall", new JsonObject().put("to", "1002"));
    gateway.agents.call =
        new CallView("call-1", "fs1", Direction.OUTBOUND, "1002", null, false, null, Map.of());
    gateway.agents.changeUntold("admin");
    assertThat(page.event("onSnapshot").getJsonObject("data").getString("work"))
        .isEqualTo("TALKING");
    JsonObject reply = page.reply();
    assertThat(reply.getInteger("code")).isZero();
    assertThat(reply.getJsonObject("data").getString("callId")).isEqualTo("call-1");
  }

  @Test
  void afterALostReportNewsComeOnce() {
    aReportThatWasLostIsFoundInTheStateOfTheAgent();
    tell("onHold", Map.of("callId", "call-1"));
    tell("onUnhold", Map.of("callId", "call-1"));
    page.event("onHold");
    page.event("onUnhold");
  }

  @Test
  void aLostMuteIsFoundInTheStateOfTheAgent() {
    actAwaits(new AgentReply.Awaits("call-1", "onMute", "muted", 60_000));
    page.command("mute");
    gateway.agents.call = new CallView(
            "call-1", "fs1", Direction.OUTBOUND, "1002", null, false, null, Map.of())
        .as(new CallView.Treatment(true, null, null));
    gateway.agents.changeUntold("admin");
    page.event("onSnapshot");
    assertThat(page.reply().getInteger("code")).isZero();
  }

  @Test
  void toUnmuteIsNotToMute() {
    actAwaits(new AgentReply.Awaits("call-1", "onMute", "unmuted", 60_000));
    page.command("unmute");
    tell("onMute", Map.of("callId", "call-1", "muted", true));
    tell("onMute", Map.of("callId", "call-1", "muted", false));
    page.event("onMute");
    page.event("onMute");
    assertThat(page.reply().getInteger("code")).isZero();
  }

  @Test
  void aCallWhoseEndWasNotHeardOfIsOver() {
    dialAnswers("onCalleeAnswer", 60_000);
    page.command("makecall", new JsonObject().put("to", "1002"));
    gateway.agents.changeUntold("admin");
    page.event("onSnapshot");
    assertThat(page.reply().getInteger("code")).isEqualTo(ErrorCode.CONFLICT.number());
  }

  @Test
  void timesOutWhenTheSwitchReportsNothing() {
    dialAnswers("onCalleeAnswer", 50);
    page.command("makecall", new JsonObject().put("to", "1002"));
    JsonObject reply = page.reply();
    assertThat(reply.getInteger("code")).isEqualTo(12);
    assertThat(reply.getJsonObject("data").getString("callId")).isEqualTo("call-1");
  }

  @Test
  void theDataOfACallIsPassedOnAndLimited() {
    dialAnswers("onCalleeAnswer", 60_000);
    JsonObject data = new JsonObject().put("order", "42");
    page.command("makecall", new JsonObject().put("to", "1002").put("data", data));
    tell("onCalleeAnswer", Map.of("callId", "call-1"));
    page.event("onCalleeAnswer");
    page.reply();
    assertThat(gateway.agents.received(AgentCommand.Dial.class))
        .containsExactly(new AgentCommand.Dial("admin", "1002", Map.of("order", "42")));
    data.put("order", "x".repeat(2_100));
    page.command("makecall", new JsonObject().put("to", "1002").put("data", data));
    assertThat(page.reply().getInteger("code")).isEqualTo(20);
  }

  private void dialAnswers(String event, long timeoutMs) {
    gateway.agents.on(
        AgentCommand.Dial.class,
        c -> Future.succeededFuture(gateway.agents.awaiting("admin", "call-1", event, timeoutMs)));
  }

  private void tell(String event, Map<String, Object> data) {
    gateway.agents.tell("admin", FakeAgents.callback(event, data));
  }
}
