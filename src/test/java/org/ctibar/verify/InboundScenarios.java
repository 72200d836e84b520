package org.ctibar.verify;

import java.util.List;
import org.ctibar.bus.ErrorCode;
import org.ctibar.verify.sip.Behaviour;

/** A caller from outside, an agent of the group. */
final class InboundScenarios {
  static final List<Scenario> ALL = List.of(
      new Scenario("inbound: answered by offhook, the agent hangs up", InboundScenarios::agentEnds),
      new Scenario("inbound: the caller hangs up", InboundScenarios::callerEnds),
      new Scenario("inbound: the agent lays the receiver down", InboundScenarios::phoneEnds),
      new Scenario("inbound: the receiver is lifted at the phone", InboundScenarios::lifted),
      new Scenario("inbound: the phone does not obey offhook", InboundScenarios::deaf),
      new Scenario("inbound: reject goes to the next agent", InboundScenarios::rejected),
      new Scenario("inbound: the phone refuses", InboundScenarios::refused),
      new Scenario("inbound: no answer costs readiness", InboundScenarios::noAnswer),
      new Scenario("inbound: the caller gives up while it rings", InboundScenarios::givesUpRinging),
      new Scenario("inbound: the caller gives up waiting", InboundScenarios::givesUpWaiting));

  private InboundScenarios() {}

  private static void agentEnds(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = stage.customer();
    String callId = agent
        .sees(
            "onRing",
            "popScreenNo",
            customer.number(),
            "direction",
            "INBOUND",
            "queue.id",
            PeopleFile.GROUP,
            "reason",
            null)
        .getString("callId");
    agent.is("RINGING");
    customer.hearsMusic();
    Check.same("callId of offhook", callId, agent.does("offhook").getString("callId"));
    agent.sees("onAnswer", "callId", callId, "direction", "INBOUND");
    agent.is("TALKING");
    Talk.hearEachOther(agent, customer);
    Check.same("callId of hangup", callId, agent.does("hangup").getString("callId"));
    agent.sees("onHangup", "callId", callId, "code", 0);
    agent.sees("onReady");
    customer.isHungUp();
    agent.phoneIsDown();
  }

  private static void callerEnds(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    customer.hangsUp();
    agent.sees("onHangup", "code", 0);
    agent.sees("onReady");
    agent.phoneIsDown();
  }

  private static void phoneEnds(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    Talk.laysDown(agent);
    agent.sees("onHangup", "code", 0);
    agent.sees("onReady");
    customer.isHungUp();
  }

  private static void lifted(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = stage.customer();
    agent.sees("onRing");
    Talk.lifts(agent);
    agent.sees("onAnswer", "direction", "INBOUND");
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    customer.isHungUp();
  }

  private static void deaf(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    agent.phone().behave(Behaviour.deaf());
    Customer customer = stage.customer();
    agent.sees("onRing");
    agent.isRefused(Desk.codes(ErrorCode.TIMEOUT), "offhook");
    Talk.lifts(agent);
    agent.sees("onAnswer");
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    customer.isHungUp();
  }

  private static void rejected(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = stage.customer();
    agent.sees("onRing");
    Desk next = stage.readyAgent();
    agent.does("reject");
    agent.sees("onHangup", "code", ErrorCode.REJECTED.number());
    agent.phoneIsDown();
    takesOver(next, customer);
  }

  private static void refused(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = stage.customer();
    agent.sees("onRing");
    Desk next = stage.readyAgent();
    Awaited.done("refuse", agent.rings().refuse(486));
    agent.sees("onHangup", "code", ErrorCode.REJECTED.number());
    agent.sees("onReady");
    takesOver(next, customer);
  }

  private static void noAnswer(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = stage.customer();
    agent.sees("onRing");
    Desk next = stage.readyAgent();
    agent.sees("onHangup", "code", ErrorCode.NO_ANSWER.number());
    agent.sees("onBusy", "reason", "no_answer");
    takesOver(next, customer);
  }

  private static void takesOver(Desk next, Customer customer) {
    next.sees("onRing", "popScreenNo", customer.number());
    customer.hearsMusic();
    next.does("offhook");
    next.sees("onAnswer");
    Talk.hearEachOther(next, customer);
    next.does("hangup");
    customer.isHungUp();
  }

  private static void givesUpRinging(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = stage.customer();
    agent.sees("onRing");
    agent.rings();
    customer.hangsUp();
    agent.sees("onHangup");
    agent.sees("onReady");
    agent.phoneIsDown();
  }

  private static void givesUpWaiting(Stage stage) throws Exception {
    Customer customer = stage.customer();
    customer.hearsMusic();
    customer.hangsUp();
  }
}
