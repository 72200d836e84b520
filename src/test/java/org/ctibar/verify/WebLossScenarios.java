package org.ctibar.verify;

import java.time.Duration;
import java.util.List;
import org.ctibar.outside.Pace;

/** The telephone in the page goes away in mid-call, and is there again. */
final class WebLossScenarios {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(3);
  /** Well before the switch notices that no voice comes any more. */
  private static final Duration LOST_WITHIN = Duration.ofSeconds(20);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  static final List<Scenario> ALL = List.of(
      new Scenario("web: the page is reloaded in mid-call", WebLossScenarios::reloads),
      new Scenario("web: reloaded twice", WebLossScenarios::reloadsTwice),
      new Scenario("web: reloaded while the caller is on hold", WebLossScenarios::reloadsOnHold),
      new Scenario("web: reloaded in a consultation", WebLossScenarios::reloadsConsulting),
      new Scenario("web: reloaded in a conference", WebLossScenarios::reloadsInConference),
      new Scenario("web: the WebSocket is lost in mid-call", WebLossScenarios::losesWebSocket),
      new Scenario(
          "web: the page is closed, the caller goes to the next", WebLossScenarios::closes));

  private WebLossScenarios() {}

  private static void reloads(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = WebScenarios.talks(stage, web);
    long begin = System.nanoTime();
    web.reloads();
    customer.hearsMusic();
    customer.hears(web.voice());
    Duration away = since(begin);
    stage.remark("voice back after " + away.toMillis() + " ms");
    Check.within("the voice is back", BACK_WITHIN, away);
    web.is("TALKING").hasLegs(1);
    WebScenarios.hearEachOther(web, customer);
    web.presses("hangup").is("IDLE").hasLegs(0);
    customer.isHungUp();
  }

  /** Voice does not pass there: it is away only while one leg takes the place of the other. */
  private static void losesWebSocket(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = WebScenarios.talks(stage, web);
    long begin = System.nanoTime();
    web.losesItsWebSocket();
    Duration silence = longestSilenceUntilNewLeg(web, customer);
    stage.remark("new leg after " + since(begin).toMillis() + " ms, voice away for "
        + silence.toMillis() + " ms");
    Check.within("the voice is back", BACK_WITHIN, silence);
    web.phoneIs("registered").is("TALKING").hasLegs(1);
    WebScenarios.hearEachOther(web, customer);
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

  private static void reloadsTwice(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = WebScenarios.talks(stage, web);
    web.reloads();
    web.reloads();
    customer.hearsMusic();
    customer.hears(web.voice());
    web.is("TALKING").hasLegs(1);
    WebScenarios.hearEachOther(web, customer);
    web.presses("hangup").is("IDLE").hasLegs(0);
    customer.isHungUp();
  }

  private static void reloadsOnHold(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = WebScenarios.talks(stage, web);
    web.presses("hold").is("HELD");
    customer.hearsMusic();
    web.reloads();
    web.waitsForReload().is("HELD").hasLegs(1);
    customer.hearsMusic();
    web.presses("unhold").is("TALKING");
    WebScenarios.hearEachOther(web, customer);
    web.presses("hangup").is("IDLE").hasLegs(0);
  }

  private static void reloadsConsulting(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = WebScenarios.talks(stage, web);
    Desk target = WebScenarios.consulted(stage, web);
    web.reloads();
    web.waitsForReload().is("CONSULTING").hasLegs(1).hears(target.voice());
    target.hears(web.voice());
    customer.hearsMusic();
    web.presses("consultComplete").is("IDLE").hasLegs(0);
    Talk.hearEachOther(target, customer);
    target.does("hangup");
  }

  private static void reloadsInConference(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = WebScenarios.talks(stage, web);
    Desk target = WebScenarios.consulted(stage, web);
    web.presses("conference").is("CONFERENCED");
    customer.hears(web.voice(), target.voice());
    web.reloads();
    customer.hears(target.voice());
    web.waitsForReload().is("CONFERENCED").hasLegs(1);
    customer.hears(web.voice(), target.voice());
    web.presses("hangup").is("IDLE").hasLegs(0);
    Talk.hearEachOther(target, customer);
    target.does("hangup");
  }

  private static void closes(Stage stage) throws Exception {
    WebDesk web = stage.webAgent();
    Customer customer = WebScenarios.talks(stage, web);
    Desk next = stage.readyAgent();
    long begin = System.nanoTime();
    web.closes();
    next.sees(LOST_WITHIN, "onRing", "popScreenNo", customer.number(), "reason", "agent_lost");
    stage.remark("noticed after " + since(begin).toMillis() + " ms");
    customer.hearsMusic();
    Talk.answers(next);
    Talk.hearEachOther(next, customer);
    next.does("hangup");
    customer.isHungUp();
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
