package org.ctibar.verify;

import java.util.List;
import org.ctibar.outside.Pace;
import org.ctibar.verify.sip.SipCall;

/** The page of an agent is the telephone, too. */
final class WebScenarios {
  static final List<Scenario> ALL = List.of(
      new Scenario("web: the phone in the page registers", WebScenarios::registers),
      new Scenario("web: inbound, answered in the page, it hangs up", WebScenarios::inbound),
      new Scenario("web: inbound, the caller hangs up", WebScenarios::callerEnds),
      new Scenario("web: inbound, rejected in the page", WebScenarios::rejects),
      new Scenario("web: makecall outside, own phone answers by itself", WebScenarios::outbound),
      new Scenario("web: makecall outside, the callee hangs up", WebScenarios::calleeEnds),
      new Scenario("web: hold and unhold", WebScenarios::holds),
      new Scenario("web: mute and unmute", WebScenarios::mutes),
      new Scenario("web: consult a SIP phone and complete", WebScenarios::consults),
      new Scenario("web: a SIP phone consults the page and completes", WebScenarios::isConsulted),
      new Scenario("web: transfer to a SIP phone", WebScenarios::transfers),
      new Scenario("web: alternate, conference, leave it", WebScenarios::meets),
      new Scenario("web: dtmf from the pad reaches the caller", WebScenarios::sendsTones));

  private WebScenarios() {}

  private static void registers(Stage stage) throws Exception {
    stage.webAgent().phoneIs("registered").is("IDLE");
  }

  private static void inbound(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = talks(stage, web);
    Pace.sleep(Talk.COUNTS_AS_TALK);
    web.presses("hangup").is("IDLE").hasLegs(0);
    customer.isHungUp();
  }

  private static void callerEnds(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = talks(stage, web);
    customer.hangsUp();
    web.is("IDLE").hasLegs(0);
  }

  private static void rejects(Stage stage) throws Exception {
    WebDesk web = stage.webAgent().ready();
    Customer customer = stage.customer();
    web.is("RINGING").presses("busy").presses("reject").is("IDLE").hasLegs(0);
    customer.hearsMusic();
    customer.hangsUp();
  }

  private static void outbound(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    SipCall callee = calls(stage, web);
    web.presses("hangup").is("IDLE").hasLegs(0);
    Until.isTrue("outside is hung up", callee::isOver);
  }

  private static void calleeEnds(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Awaited.done("outside hangs up", calls(stage, web).hangUp());
    web.is("IDLE").hasLegs(0);
  }

  private static void holds(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = talks(stage, web);
    web.presses("hold").is("HELD");
    customer.hearsMusic();
    web.hears();
    web.presses("unhold").is("TALKING");
    hearEachOther(web, customer);
    web.presses("hangup").is("IDLE");
    customer.isHungUp();
  }

  private static void mutes(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = talks(stage, web);
    web.presses("mute");
    customer.hears();
    web.hears(customer.voice());
    web.presses("unmute");
    hearEachOther(web, customer);
    web.presses("hangup").is("IDLE");
  }

  private static void consults(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = talks(stage, web);
    Desk target = consulted(stage, web);
    customer.hearsMusic();
    web.presses("consultComplete").is("IDLE").hasLegs(0);
    target.sees("onTransferred", "popScreenNo", customer.number());
    Talk.hearEachOther(target, customer);
    target.does("hangup");
  }

  private static void isConsulted(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    agent.begins("consult", "to", web.extension());
    agent.sees("onConsult", "state", "ringing");
    web.is("RINGING").presses("offhook").is("TALKING");
    agent.sees("onConsult", "state", "talking");
    web.hears(agent.voice());
    agent.does("consultComplete");
    hearEachOther(web, customer);
    web.presses("hangup").is("IDLE").hasLegs(0);
    customer.isHungUp();
  }

  private static void transfers(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = talks(stage, web);
    Desk target = stage.agent();
    web.handsOver("transfer", target.extension()).is("IDLE").hasLegs(0);
    Talk.answers(target);
    Talk.hearEachOther(target, customer);
    target.does("hangup");
  }

  private static void meets(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = talks(stage, web);
    Desk target = consulted(stage, web);
    web.presses("alternate");
    hearEachOther(web, customer);
    web.presses("conference").is("CONFERENCED");
    web.hears(customer.voice(), target.voice());
    customer.hears(web.voice(), target.voice());
    target.hears(web.voice(), customer.voice());
    web.presses("hangup").is("IDLE").hasLegs(0);
    Talk.hearEachOther(target, customer);
    target.does("hangup");
  }

  private static void sendsTones(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = talks(stage, web);
    web.types("number", "4").types("number", "2").types("number", "#");
    Until.equal("digits at " + customer, "42#", () -> customer.call().digits());
    web.presses("hangup").is("IDLE");
  }

  /** A colleague with a telephone, who talks with the page while the caller waits. */
  static Desk consulted(Stage stage, WebDesk web) throws Exception {
    Desk target = stage.agent();
    web.handsOver("consult", target.extension());
    target.sees("onRing", "popScreenNo", web.extension(), "direction", "INTERNAL");
    web.is("CONSULTING").hears(Voices.RINGBACK.name());
    Talk.answers(target);
    web.hears(target.voice());
    target.hears(web.voice());
    return target;
  }

  /** A new caller, and the page answers. */
  static Customer talks(Stage stage, WebDesk web) throws Exception {
    web.ready();
    Customer customer = stage.customer();
    web.is("RINGING").presses("offhook").is("TALKING");
    hearEachOther(web, customer);
    return customer;
  }

  private static SipCall calls(Stage stage, WebDesk web) {
    web.writes("number", stage.outsideNumber()).presses("makecall").is("DIALING");
    SipCall callee =
        Until.present("the phone outside rings", () -> stage.outside().call());
    web.hears(Voices.RINGBACK.name());
    Awaited.done("outside answers", callee.answer());
    web.is("TALKING").hears(stage.outside().voice());
    Talk.hears("outside", callee, web.voice());
    return callee;
  }

  static void hearEachOther(WebDesk web, Customer customer) {
    web.hears(customer.voice());
    customer.hears(web.voice());
  }
}
