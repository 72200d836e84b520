package org.ctibar.verify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.ctibar.bus.ErrorCode;

/** A caller waits with music, and is not forgotten. */
final class HoldScenarios {
  static final List<Scenario> ALL = List.of(
      new Scenario("hold and unhold", HoldScenarios::holdUnhold),
      new Scenario("hold: the caller gives up", HoldScenarios::callerGivesUp),
      new Scenario("hold: the agent hangs up", HoldScenarios::agentEnds),
      new Scenario("hold: the agent lays the receiver down", HoldScenarios::phoneEnds),
      new Scenario("hold: refused where it makes no sense", HoldScenarios::refused),
      new Scenario("hold by the phone's own key, and resume", HoldScenarios::byPhone),
      new Scenario("hold by the phone's own key, then transfer", HoldScenarios::phoneTransfer),
      new Scenario("hold by the phone's own key, then consult", HoldScenarios::phoneConsult),
      new Scenario("hold by the phone's own key, the agent hangs up", HoldScenarios::phoneHoldEnds),
      new Scenario(
          "hold by the phone's own key, the caller gives up", HoldScenarios::phoneHoldGivenUp));

  private HoldScenarios() {}

  /** @return the caller, who hears music */
  static Customer held(Stage stage, Desk agent) throws Exception {
    Customer customer = Talk.between(stage, agent);
    agent.does("hold");
    agent.sees("onHold", "by", "agent");
    agent.is("HELD");
    customer.hearsMusic();
    agent.hears();
    return customer;
  }

  private static void holdUnhold(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = held(stage, agent);
    for (int again = 0; again < 2; again++) {
      agent.does("unhold");
      agent.sees("onUnhold", "by", "agent");
      agent.is("TALKING");
      Talk.hearEachOther(agent, customer);
      agent.does("hold");
      agent.sees("onHold");
      customer.hearsMusic();
    }
    agent.does("unhold");
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    agent.sees("onHangup", "code", 0);
    customer.isHungUp();
  }

  private static void callerGivesUp(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = held(stage, agent);
    customer.hangsUp();
    agent.sees("onHangup", "code", 0);
    agent.sees("onReady");
    agent.phoneIsDown();
  }

  private static void agentEnds(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = held(stage, agent);
    agent.does("hangup");
    agent.sees("onHangup", "code", 0);
    customer.isHungUp();
    agent.phoneIsDown();
  }

  private static void phoneEnds(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = held(stage, agent);
    Talk.laysDown(agent);
    agent.sees("onHangup");
    customer.isHungUp();
  }

  private static void refused(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    for (String command : List.of("hold", "unhold", "consultComplete", "consultCancel")) {
      agent.isRefused(Desk.codes(ErrorCode.NOT_ALLOWED_NOW), command);
    }
    Customer customer = held(stage, agent);
    agent.isRefused(Desk.codes(ErrorCode.NOT_ALLOWED_NOW), "hold");
    agent.isRefused(Desk.codes(ErrorCode.NOT_ALLOWED_NOW), "mute");
    agent.isRefused(Desk.codes(ErrorCode.NOT_ALLOWED_NOW), "consultComplete");
    agent.is("HELD");
    customer.hangsUp();
    agent.sees("onHangup");
    agent.isRefused(Desk.codes(ErrorCode.NOT_ALLOWED_NOW), "unhold");
  }

  private static Customer heldByPhone(Stage stage, Desk agent) throws Exception {
    Customer customer = Talk.between(stage, agent);
    Awaited.done("hold key", agent.phone().call().orElseThrow().hold());
    agent.sees("onHold", "by", "phone");
    Until.isTrue(
        "the caller hears the agent no more",
        () -> !customer.call().hears().contains(agent.voice()));
    Check.same("work", "HELD", agent.work());
    return customer;
  }

  private static void resumes(Desk agent) {
    Awaited.done("resume key", agent.phone().call().orElseThrow().resume());
  }

  private static void phoneTransfer(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk other = stage.agent();
    Customer customer = heldByPhone(stage, agent);
    agent.does("transfer", "to", other.extension(), "type", "to_phone");
    agent.sees("onHangup", "cause", "TRANSFERRED", "code", 0);
    agent.phoneIsDown();
    ConsultScenarios.takesBlind(other, customer);
  }

  private static void phoneConsult(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = heldByPhone(stage, agent);
    Future<JsonObject> reply = agent.begins("consult", "to", target.extension());
    agent.sees("onConsult", "state", "ringing");
    customer.hearsMusic();
    Talk.answers(target);
    Awaited.done("consult", reply);
    agent.sees("onConsult", "state", "talking");
    customer.hearsMusic();
    resumes(agent);
    Talk.hearEachOther(agent, target);
    customer.hearsMusic();
    agent.does("consultCancel");
    agent.sees("onConsult", "state", "ended");
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    customer.isHungUp();
  }

  private static void phoneHoldEnds(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = heldByPhone(stage, agent);
    agent.does("hangup");
    agent.sees("onHangup", "code", 0);
    customer.isHungUp();
  }

  private static void phoneHoldGivenUp(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = heldByPhone(stage, agent);
    customer.hangsUp();
    agent.sees("onHangup", "code", 0);
    agent.phoneIsDown();
  }

  private static void byPhone(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = heldByPhone(stage, agent);
    resumes(agent);
    agent.sees("onUnhold", "by", "phone");
    Talk.hearEachOther(agent, customer);
    agent.is("TALKING");
    agent.does("hangup");
    customer.isHungUp();
  }
}
