package org.ctibar.verify;

import java.time.Duration;
import java.util.List;
import org.ctibar.outside.Pace;
import org.ctibar.verify.sip.SipCall;

/** The page of an agent is the telephone, too. */
final class WebScenarios {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

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
      new Scenario("web: the page is reloaded in mid-call", WebScenarios::reloads),
      new Scenario("web: the WebSocket is lost in mid-call", WebScenarios::losesWebSocket));

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
    Desk target = stage.agent();
    web.presses("consult").writes("target", target.extension()).presses("handover-send");
    target.sees("onRing", "popScreenNo", web.extension(), "direction", "INTERNAL");
    web.is("CONSULTING");
    customer.hearsMusic();
    web.hears(Voices.RINGBACK.name());
    Talk.answers(target);
    web.hears(target.voice());
    target.hears(web.voice());
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

  private static void reloads(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = talks(stage, web);
    long begin = System.nanoTime();
    web.reloads();
    customer.hearsMusic();
    customer.hears(web.voice());
    Duration away = since(begin);
    stage.remark("voice back after " + away.toMillis() + " ms");
    Check.within("the voice is back", BACK_WITHIN, away);
    web.is("TALKING").hasLegs(1);
    hearEachOther(web, customer);
    web.presses("hangup").is("IDLE").hasLegs(0);
    customer.isHungUp();
  }

  /** Voice does not pass there: it is away only while one leg takes the place of the other. */
  private static void losesWebSocket(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = talks(stage, web);
    long begin = System.nanoTime();
    web.losesItsWebSocket();
    Duration silence = longestSilenceUntilNewLeg(web, customer);
    stage.remark("new leg after " + since(begin).toMillis() + " ms, voice away for "
        + silence.toMillis() + " ms");
    Check.within("the voice is back", BACK_WITHIN, silence);
    web.phoneIs("registered").is("TALKING").hasLegs(1);
    hearEachOther(web, customer);
    web.presses("hangup").is("IDLE").hasLegs(0);
    customer.isHungUp();
  }

  private static Duration longestSilenceUntilNewLeg(WebDesk web, Customer customer) {
    long end = System.nanoTime() + Until.SOON.toNanos();
    long heard = System.nanoTime();
    Duration longest = Duration.ZERO;
    boolean back = false;
    while (!back && System.nanoTime() < end) {
      boolean sounds = customer.call().hears().contains(web.voice());
      longest = longest.compareTo(since(heard)) > 0 ? longest : since(heard);
      heard = sounds ? System.nanoTime() : heard;
      back = sounds && web.legsMade() > 1;
      Pace.sleep(LOOK_AGAIN);
    }
    Check.same("a new leg has taken the place of the old one", true, back);
    return longest;
  }

  /** A new caller, and the page answers. */
  private static Customer talks(Stage stage, WebDesk web) throws Exception {
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

  private static void hearEachOther(WebDesk web, Customer customer) {
    web.hears(customer.voice());
    customer.hears(web.voice());
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
