package org.ctibar.verify;

import java.util.List;
import java.util.Set;
import org.ctibar.bus.ErrorCode;
import org.ctibar.verify.sip.Behaviour;
import org.ctibar.verify.sip.SipCall;

/** Single step transfers. */
final class TransferScenarios {
  private static final Set<ErrorCode> OWN =
      Set.of(ErrorCode.BAD_NUMBER, ErrorCode.FORBIDDEN); // one's own extension

  static final List<Scenario> ALL = List.of(
      new Scenario("transfer to_phone", TransferScenarios::toPhone),
      new Scenario("transfer to_phone of a held caller", TransferScenarios::held),
      new Scenario("transfer to_phone: outside", TransferScenarios::outside),
      new Scenario("transfer to_phone: nobody signed in there", TransferScenarios::unattended),
      new Scenario("transfer to_phone: busy, the agent keeps the caller", TransferScenarios::busy),
      new Scenario("transfer to_phone: no answer comes back", TransferScenarios::noAnswer),
      new Scenario("transfer to_phone: refused for bad targets", TransferScenarios::badTargets),
      new Scenario("transfer to_phone: the caller gives up", TransferScenarios::callerGivesUp),
      new Scenario("transfer to_queue", TransferScenarios::toQueue),
      new Scenario("transfer to_queue: unknown group", TransferScenarios::unknownQueue));

  private TransferScenarios() {}

  private static void transfers(Desk agent, String to) {
    Check.same(
        "cause of transfer",
        "TRANSFERRED",
        agent.does("transfer", "to", to, "type", "to_phone").getString("cause"));
    agent.sees("onHangup", "cause", "TRANSFERRED", "code", 0);
    agent.phoneIsDown();
  }

  private static void takes(Desk other, Customer customer) {
    other.sees("onRing", "popScreenNo", customer.number());
    customer.hearsMusicOrRingback();
    Talk.answers(other);
    other.is("TALKING");
    Talk.hearEachOther(other, customer);
  }

  private static void toPhone(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk other = stage.agent();
    Customer customer = Talk.between(stage, agent);
    transfers(agent, other.extension());
    agent.sees("onReady");
    takes(other, customer);
    agent.is("IDLE");
    other.does("hangup");
    customer.isHungUp();
  }

  private static void held(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk other = stage.agent();
    Customer customer = HoldScenarios.held(stage, agent);
    transfers(agent, other.extension());
    takes(other, customer);
    customer.hangsUp();
    other.sees("onHangup", "code", 0);
  }

  private static void outside(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    transfers(agent, stage.outsideNumber());
    SipCall callee = Until.present("outside rings", stage.outside()::call);
    Awaited.done("outside answers", callee.answer());
    customer.hears(stage.outside().voice());
    Talk.hears("outside", callee, customer.voice());
    customer.hangsUp();
    Until.isTrue("outside is hung up", callee::isOver);
  }

  private static void unattended(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    transfers(agent, stage.plan().unattended());
    SipCall callee = Until.present("the phone rings", stage.unattended()::call);
    Awaited.done("answer", callee.answer());
    customer.hears(stage.unattended().voice());
    Awaited.done("hang up", callee.hangUp());
    customer.isHungUp();
  }

  private static void busy(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk other = stage.agent();
    Customer customer = Talk.between(stage, agent);
    other.phone().behave(Behaviour.refusing(486));
    agent.isRefused(
        Desk.codes(ErrorCode.BUSY),
        "transfer",
        agent.begins("transfer", "to", other.extension(), "type", "to_phone"));
    if (agent.wasTold("onConsult")) {
      throw new AssertionError("nobody consulted, but the page was told onConsult");
    }
    ConsultScenarios.talkAgain(agent, customer);
  }

  private static void noAnswer(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk other = stage.agent();
    Customer customer = Talk.between(stage, agent);
    transfers(agent, other.extension());
    other.sees("onRing");
    other.sees("onHangup");
    comesBack(agent, customer);
  }

  static void comesBack(Desk agent, Customer customer) {
    agent.sees("onRing", "popScreenNo", customer.number(), "reason", "transfer_failed");
    customer.hearsMusic();
    Talk.answers(agent);
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    customer.isHungUp();
  }

  private static void badTargets(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    isRefused(agent, OWN, agent.extension());
    isRefused(agent, Desk.codes(ErrorCode.NOT_FOUND), "0111");
    isRefused(agent, Desk.codes(ErrorCode.BAD_NUMBER), "1x1");
    isRefused(agent, Desk.codes(ErrorCode.FORBIDDEN), PeopleFile.FORBIDDEN + "000001");
    isRefused(agent, Desk.codes(ErrorCode.PHONE_UNREACHABLE), stage.plan().unregistered());
    agent.is("TALKING");
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    customer.isHungUp();
  }

  private static void isRefused(Desk agent, Set<ErrorCode> codes, String to) {
    agent.isRefused(codes, "transfer", "to", to, "type", "to_phone");
  }

  private static void callerGivesUp(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk other = stage.agent();
    Customer customer = Talk.between(stage, agent);
    transfers(agent, other.extension());
    other.sees("onRing");
    customer.hangsUp();
    other.sees("onHangup");
    other.phoneIsDown();
  }

  private static void toQueue(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    agent.does("busy");
    agent.does("transfer", "to", PeopleFile.OTHER_GROUP, "type", "to_queue");
    agent.sees("onHangup", "cause", "TRANSFERRED", "code", 0);
    agent.phoneIsDown();
    customer.hearsMusic();
    Desk other = stage.readyAgent();
    other.sees("onRing", "popScreenNo", customer.number(), "queue.id", PeopleFile.OTHER_GROUP);
    Talk.answers(other);
    Talk.hearEachOther(other, customer);
    other.does("hangup");
    customer.isHungUp();
  }

  private static void unknownQueue(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    agent.isRefused(
        Desk.codes(ErrorCode.NOT_FOUND), "transfer", "to", "nobody", "type", "to_queue");
    agent.is("TALKING");
    Talk.hearEachOther(agent, customer);
    customer.hangsUp();
    agent.sees("onHangup", "code", 0);
  }
}
