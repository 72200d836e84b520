package org.ctibar.verify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.ctibar.bus.ErrorCode;
import org.ctibar.verify.sip.Behaviour;
import org.ctibar.verify.sip.SipCall;

/** An agent asks another one while the caller hears music: what the agent and the target do. */
final class ConsultScenarios {
  private static final Set<ErrorCode> OWN =
      Set.of(ErrorCode.BAD_NUMBER, ErrorCode.FORBIDDEN); // one's own extension

  static final List<Scenario> ALL = List.of(
      new Scenario("consult and complete", ConsultScenarios::complete),
      new Scenario("consult and cancel", ConsultScenarios::cancel),
      new Scenario("consult and cancel while it rings", ConsultScenarios::cancelRinging),
      new Scenario("consult: complete while it rings", ConsultScenarios::completeRinging),
      new Scenario("consult: complete while it rings, refused", ConsultScenarios::completeRefused),
      new Scenario("consult: the target is busy", ConsultScenarios::busy),
      new Scenario("consult: the target rejects", ConsultScenarios::rejects),
      new Scenario("consult: the target does not answer", ConsultScenarios::noAnswer),
      new Scenario("consult: the target hangs up", ConsultScenarios::targetEnds),
      new Scenario("consult: refused for bad targets", ConsultScenarios::badTargets),
      new Scenario("consult: refused twice", ConsultScenarios::twice),
      new Scenario("consult from hold", ConsultScenarios::fromHold),
      new Scenario("consult outside and complete", ConsultScenarios::outside));

  private ConsultScenarios() {}

  static Future<JsonObject> begins(Desk agent, Desk target, Customer customer) {
    Future<JsonObject> reply = agent.begins("consult", "to", target.extension());
    Until.isTrue(
        agent + " is told of the consultation",
        () -> agent.wasTold("onConsult") || reply.isComplete());
    if (reply.failed()) {
      throw new AssertionError("consult: " + reply.cause().getMessage());
    }
    agent.sees("onConsult", "to", target.extension(), "state", "ringing", "cause", null);
    target.sees("onRing", "popScreenNo", agent.extension(), "direction", "INTERNAL");
    agent.is("CONSULTING");
    customer.hearsMusic();
    agent.hears(Voices.RINGBACK.name());
    return reply;
  }

  /** Until agent and target talk. */
  static void talks(Desk agent, Desk target, Customer customer) {
    Future<JsonObject> reply = begins(agent, target, customer);
    Talk.answers(target);
    agent.sees("onConsult", "to", target.extension(), "state", "talking");
    Awaited.done("consult", reply);
    agent.is("CONSULTING");
    Talk.hearEachOther(agent, target);
    customer.hearsMusic();
  }

  static void talkAgain(Desk agent, Customer customer) {
    agent.is("TALKING");
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    agent.sees("onHangup", "code", 0);
    customer.isHungUp();
  }

  private static void complete(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    talks(agent, target, customer);
    Check.same("cause", "TRANSFERRED", agent.does("consultComplete").getString("cause"));
    agent.sees("onHangup", "cause", "TRANSFERRED", "code", 0);
    agent.sees("onReady");
    agent.phoneIsDown();
    hasTheCaller(agent, target, customer);
  }

  static void hasTheCaller(Desk agent, Desk target, Customer customer) {
    target.sees("onTransferred", "from", agent.extension(), "popScreenNo", customer.number());
    target.is("TALKING");
    Talk.hearEachOther(target, customer);
    agent.is("IDLE");
    target.does("hangup");
    target.sees("onHangup", "code", 0);
    customer.isHungUp();
  }

  private static void cancel(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    talks(agent, target, customer);
    agent.does("consultCancel");
    agent.sees("onConsult", "state", "ended", "code", 0);
    target.sees("onHangup", "code", 0);
    target.phoneIsDown();
    talkAgain(agent, customer);
  }

  private static void cancelRinging(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    Future<JsonObject> reply = begins(agent, target, customer);
    agent.does("consultCancel");
    agent.sees("onConsult", "state", "ended");
    Awaited.refused("consult that was cancelled", reply);
    target.sees("onHangup");
    target.phoneIsDown();
    talkAgain(agent, customer);
  }

  private static void completeRinging(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    begins(agent, target, customer);
    agent.does("consultComplete");
    agent.sees("onHangup", "cause", "TRANSFERRED", "code", 0);
    agent.phoneIsDown();
    customer.hearsMusicOrRingback();
    takesBlind(target, customer);
  }

  static void takesBlind(Desk target, Customer customer) {
    Talk.answers(target);
    Talk.hearEachOther(target, customer);
    target.is("TALKING");
    target.does("hangup");
    customer.isHungUp();
  }

  private static void completeRefused(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    begins(agent, target, customer);
    agent.does("consultComplete");
    agent.sees("onHangup", "cause", "TRANSFERRED");
    target.does("reject");
    TransferScenarios.comesBack(agent, customer);
  }

  private static void busy(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    target.phone().behave(Behaviour.refusing(486));
    agent.isRefused(Desk.codes(ErrorCode.BUSY), "consult", "to", target.extension());
    agent.sees("onConsult", "state", "ringing");
    agent.sees("onConsult", "state", "ended", "code", ErrorCode.BUSY.number());
    talkAgain(agent, customer);
  }

  private static void rejects(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    Future<JsonObject> reply = begins(agent, target, customer);
    target.does("reject");
    agent.isRefused(Desk.codes(ErrorCode.REJECTED), "consult", reply);
    agent.sees("onConsult", "state", "ended", "code", ErrorCode.REJECTED.number());
    target.phoneIsDown();
    talkAgain(agent, customer);
  }

  private static void noAnswer(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    Future<JsonObject> reply = begins(agent, target, customer);
    agent.isRefused(Desk.codes(ErrorCode.NO_ANSWER), "consult", reply);
    agent.sees("onConsult", "state", "ended", "code", ErrorCode.NO_ANSWER.number());
    target.sees("onHangup");
    target.phoneIsDown();
    talkAgain(agent, customer);
  }

  private static void targetEnds(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    talks(agent, target, customer);
    target.does("hangup");
    target.sees("onHangup", "code", 0);
    agent.sees("onConsult", "state", "ended");
    talkAgain(agent, customer);
  }

  private static void badTargets(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    agent.isRefused(OWN, "consult", "to", agent.extension());
    agent.isRefused(Desk.codes(ErrorCode.NOT_FOUND), "consult", "to", "0111");
    agent.isRefused(Desk.codes(ErrorCode.BAD_NUMBER), "consult", "to", "1x1");
    agent.isRefused(
        Desk.codes(ErrorCode.PHONE_UNREACHABLE), "consult", "to", stage.plan().unregistered());
    talkAgain(agent, customer);
  }

  private static void twice(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    talks(agent, target, customer);
    agent.isRefused(
        Desk.codes(ErrorCode.NOT_ALLOWED_NOW), "consult", "to", stage.plan().unattended());
    agent.isRefused(Desk.codes(ErrorCode.NOT_ALLOWED_NOW), "hold");
    Talk.hearEachOther(agent, target);
    agent.does("consultCancel");
    talkAgain(agent, customer);
  }

  private static void fromHold(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = HoldScenarios.held(stage, agent);
    talks(agent, target, customer);
    agent.does("consultCancel");
    agent.sees("onConsult", "state", "ended");
    talkAgain(agent, customer);
  }

  private static void outside(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    Future<JsonObject> reply = agent.begins("consult", "to", stage.outsideNumber());
    SipCall callee = Until.present("outside rings", stage.outside()::call);
    Awaited.done("outside answers", callee.answer());
    Awaited.done("consult", reply);
    agent.sees("onConsult", "state", "ringing");
    agent.sees("onConsult", "to", stage.outsideNumber(), "state", "talking");
    agent.hears(stage.outside().voice());
    agent.does("consultComplete");
    customer.hears(stage.outside().voice());
    Talk.hears("outside", callee, customer.voice());
    Awaited.done("outside hangs up", callee.hangUp());
    customer.isHungUp();
  }
}
