package org.ctibar.verify;

import java.util.List;

/** Consultations that somebody leaves, alternates or makes a conference. */
final class ConsultEndScenarios {
  static final List<Scenario> ALL = List.of(
      new Scenario("consult: the caller hangs up", ConsultEndScenarios::callerLeaves),
      new Scenario("consult: the caller hangs up while it rings", ConsultEndScenarios::leavesEarly),
      new Scenario("consult: the agent's hangup completes", ConsultEndScenarios::hangup),
      new Scenario("consult: the agent's phone is laid down", ConsultEndScenarios::phoneDown),
      new Scenario("consult: laid down while it rings", ConsultEndScenarios::phoneDownRinging),
      new Scenario("alternate and complete", ConsultEndScenarios::alternate),
      new Scenario("alternate: the target hangs up on hold", ConsultEndScenarios::heldTargetEnds),
      new Scenario("alternate: the caller hangs up", ConsultEndScenarios::alternateCallerLeaves),
      new Scenario("conference: the agent leaves first", ConsultEndScenarios::agentLeaves),
      new Scenario("conference: the target leaves first", ConsultEndScenarios::targetLeaves),
      new Scenario("conference: the caller leaves first", ConsultEndScenarios::callerLeavesAll),
      new Scenario("conference: mute and unmute", ConsultEndScenarios::mutedInConference));

  private ConsultEndScenarios() {}

  private record Three(Desk agent, Desk target, Customer customer) {}

  private static Three consulting(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    ConsultScenarios.talks(agent, target, customer);
    return new Three(agent, target, customer);
  }

  private static void callerLeaves(Stage stage) throws Exception {
    Three all = consulting(stage);
    all.customer().hangsUp();
    goOnAlone(all);
  }

  private static void goOnAlone(Three all) {
    all.agent().sees("onConsult", "state", "customer_left");
    all.agent().is("TALKING");
    Talk.hearEachOther(all.agent(), all.target());
    all.agent().does("hangup");
    all.agent().sees("onHangup", "code", 0);
    all.target().sees("onHangup", "code", 0);
    all.target().phoneIsDown();
  }

  private static void leavesEarly(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    ConsultScenarios.begins(agent, target, customer);
    customer.hangsUp();
    agent.sees("onConsult", "state", "customer_left");
    Talk.answers(target);
    Talk.hearEachOther(agent, target);
    agent.is("TALKING");
    target.does("hangup");
    agent.sees("onHangup", "code", 0);
  }

  private static void hangup(Stage stage) throws Exception {
    Three all = consulting(stage);
    all.agent().does("hangup");
    all.agent().sees("onHangup", "cause", "TRANSFERRED", "code", 0);
    ConsultScenarios.hasTheCaller(all.agent(), all.target(), all.customer());
  }

  private static void phoneDown(Stage stage) throws Exception {
    Three all = consulting(stage);
    Talk.laysDown(all.agent());
    all.agent().sees("onHangup", "cause", "TRANSFERRED", "code", 0);
    ConsultScenarios.hasTheCaller(all.agent(), all.target(), all.customer());
  }

  private static void phoneDownRinging(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    ConsultScenarios.begins(agent, target, customer);
    Talk.laysDown(agent);
    agent.sees("onHangup", "cause", "TRANSFERRED", "code", 0);
    customer.hearsMusicOrRingback();
    ConsultScenarios.takesBlind(target, customer);
  }

  private static Three alternated(Stage stage) throws Exception {
    Three all = consulting(stage);
    all.agent().does("alternate");
    all.agent().sees("onConsult", "state", "held");
    all.agent().is("CONSULTING");
    Talk.hearEachOther(all.agent(), all.customer());
    all.target().hears(Voices.MUSIC.name());
    return all;
  }

  private static void alternate(Stage stage) throws Exception {
    Three all = alternated(stage);
    all.agent().does("alternate");
    all.agent().sees("onConsult", "state", "talking");
    Talk.hearEachOther(all.agent(), all.target());
    all.customer().hearsMusic();
    all.agent().does("alternate");
    Talk.hearEachOther(all.agent(), all.customer());
    all.agent().does("consultComplete");
    ConsultScenarios.hasTheCaller(all.agent(), all.target(), all.customer());
  }

  private static void heldTargetEnds(Stage stage) throws Exception {
    Three all = alternated(stage);
    all.target().does("hangup");
    all.agent().sees("onConsult", "state", "ended");
    ConsultScenarios.talkAgain(all.agent(), all.customer());
  }

  private static void alternateCallerLeaves(Stage stage) throws Exception {
    Three all = alternated(stage);
    all.customer().hangsUp();
    goOnAlone(all);
  }

  private static Three conference(Stage stage) throws Exception {
    Three all = consulting(stage);
    all.agent().does("conference");
    all.agent().sees("onConference", "to", all.target().extension(), "state", "begun");
    all.agent().is("CONFERENCED");
    all.agent().hears(all.target().voice(), all.customer().voice());
    all.target().hears(all.agent().voice(), all.customer().voice());
    all.customer().hears(all.agent().voice(), all.target().voice());
    return all;
  }

  private static void agentLeaves(Stage stage) throws Exception {
    Three all = conference(stage);
    all.agent().does("hangup");
    all.agent().sees("onHangup", "code", 0);
    all.agent().phoneIsDown();
    Talk.hearEachOther(all.target(), all.customer());
    all.target().is("TALKING");
    all.target().does("hangup");
    all.customer().isHungUp();
  }

  private static void targetLeaves(Stage stage) throws Exception {
    Three all = conference(stage);
    all.target().does("hangup");
    all.target().sees("onHangup", "code", 0);
    all.agent().sees("onConference", "state", "ended");
    ConsultScenarios.talkAgain(all.agent(), all.customer());
  }

  private static void callerLeavesAll(Stage stage) throws Exception {
    Three all = conference(stage);
    all.customer().hangsUp();
    all.agent().sees("onConference", "state", "ended");
    all.agent().is("TALKING");
    Talk.hearEachOther(all.agent(), all.target());
    all.agent().does("hangup");
    all.target().sees("onHangup", "code", 0);
  }

  private static void mutedInConference(Stage stage) throws Exception {
    Three all = conference(stage);
    all.agent().does("mute");
    all.agent().sees("onMute", "muted", true);
    all.agent().is("CONFERENCED");
    all.customer().hears(all.target().voice());
    all.target().hears(all.customer().voice());
    all.agent().hears(all.target().voice(), all.customer().voice());
    all.agent().does("unmute");
    all.customer().hears(all.agent().voice(), all.target().voice());
    all.customer().hangsUp();
    all.target().does("hangup");
    all.agent().sees("onHangup");
  }
}
