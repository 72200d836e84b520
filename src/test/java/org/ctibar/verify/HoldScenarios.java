package org.ctibar.verify;

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
      new Scenario("hold by the phone's own key, and resume", HoldScenarios::byPhone));

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

  private static void byPhone(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    Awaited.done("hold key", agent.phone().call().orElseThrow().hold());
    agent.sees("onHold", "by", "phone");
    Until.isTrue(
        "the caller hears the agent no more",
        () -> !customer.call().hears().contains(agent.voice()));
    Check.same("work", "HELD", agent.work());
    Awaited.done("resume key", agent.phone().call().orElseThrow().resume());
    agent.sees("onUnhold", "by", "phone");
    Talk.hearEachOther(agent, customer);
    agent.is("TALKING");
    agent.does("hangup");
    customer.isHungUp();
  }
}
