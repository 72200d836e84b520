package org.ctibar.verify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.ctibar.bus.ErrorCode;
import org.ctibar.verify.sip.Behaviour;
import org.ctibar.verify.sip.SipCall;

/** An agent calls. */
final class DialScenarios {
  static final List<Scenario> ALL = List.of(
      new Scenario("makecall: outside, answered, the agent hangs up", DialScenarios::outside),
      new Scenario("makecall: outside, the callee hangs up", DialScenarios::calleeEnds),
      new Scenario("makecall: outside, busy", DialScenarios::busy),
      new Scenario("makecall: outside, no answer", DialScenarios::noAnswer),
      new Scenario("makecall: the agent hangs up before the answer", DialScenarios::takenBack),
      new Scenario("makecall: internal, answered", DialScenarios::internal),
      new Scenario("makecall: internal, the callee rejects", DialScenarios::internalRejected),
      new Scenario("makecall: a phone at which nobody is signed in", DialScenarios::unattended),
      new Scenario("makecall: an unregistered phone", DialScenarios::unregistered),
      new Scenario("makecall: numbers that lead nowhere", DialScenarios::nowhere),
      new Scenario("makecall: attached data in every event", DialScenarios::data));

  private DialScenarios() {}

  /** Until the callee's phone rings. The agent's own phone goes off hook by itself or by offhook. */
  static Future<JsonObject> dials(Desk agent, String to, String direction) {
    Future<JsonObject> reply = agent.begins("makecall", "to", to);
    agent.sees("onRing", "popScreenNo", to, "direction", direction, "reason", null);
    Talk.liftsIfItRings(agent);
    agent.sees("onAnswer", "direction", direction);
    return reply;
  }

  private static SipCall ringsOutside(Stage stage) {
    return Until.present("the phone outside rings", () -> stage.outside().call());
  }

  private static SipCall answeredOutside(Stage stage, Desk agent) {
    Future<JsonObject> reply = dials(agent, stage.outsideNumber(), "OUTBOUND");
    SipCall callee = ringsOutside(stage);
    agent.is("DIALING");
    agent.hears(Voices.RINGBACK.name());
    Awaited.done("outside answers", callee.answer());
    JsonObject told = agent.sees("onCalleeAnswer");
    Check.same(
        "callId of makecall",
        told.getString("callId"),
        Awaited.done("makecall", reply).getString("callId"));
    agent.is("TALKING");
    agent.hears(stage.outside().voice());
    Talk.hears("outside", callee, agent.voice());
    return callee;
  }

  private static void outside(Stage stage) throws Exception {
    Desk agent = stage.agent();
    SipCall callee = answeredOutside(stage, agent);
    agent.does("hangup");
    agent.sees("onHangup", "code", 0);
    agent.sees("onBusy");
    Until.isTrue("the callee is hung up", callee::isOver);
    agent.phoneIsDown();
  }

  private static void calleeEnds(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    SipCall callee = answeredOutside(stage, agent);
    Awaited.done("callee hangs up", callee.hangUp());
    agent.sees("onHangup", "code", 0);
    agent.sees("onReady");
    agent.phoneIsDown();
  }

  private static void busy(Stage stage) throws Exception {
    Desk agent = stage.agent();
    stage.outside().behave(Behaviour.refusing(486));
    Future<JsonObject> reply = dials(agent, stage.outsideNumber(), "OUTBOUND");
    agent.sees("onHangup", "code", ErrorCode.BUSY.number());
    agent.isRefused(Desk.codes(ErrorCode.BUSY), "makecall", reply);
    agent.phoneIsDown();
  }

  private static void noAnswer(Stage stage) throws Exception {
    Desk agent = stage.agent();
    Future<JsonObject> reply = dials(agent, stage.outsideNumber(), "OUTBOUND");
    ringsOutside(stage);
    agent.isRefused(Desk.codes(ErrorCode.NO_ANSWER), "makecall", reply);
    agent.sees("onHangup", "code", ErrorCode.NO_ANSWER.number());
    agent.phoneIsDown();
  }

  private static void takenBack(Stage stage) throws Exception {
    Desk agent = stage.agent();
    dials(agent, stage.outsideNumber(), "OUTBOUND");
    SipCall callee = ringsOutside(stage);
    agent.does("hangup");
    agent.sees("onHangup");
    Until.isTrue("the callee's phone rings no more", callee::isOver);
    agent.phoneIsDown();
  }

  private static void internal(Stage stage) throws Exception {
    Desk agent = stage.agent();
    Desk other = stage.agent();
    Future<JsonObject> reply = dials(agent, other.extension(), "INTERNAL");
    other.sees("onRing", "popScreenNo", agent.extension(), "direction", "INTERNAL");
    other.is("RINGING");
    other.does("offhook");
    other.sees("onAnswer", "direction", "INTERNAL");
    agent.sees("onCalleeAnswer");
    Awaited.done("makecall", reply);
    Talk.hearEachOther(agent, other);
    agent.is("TALKING");
    other.is("TALKING");
    other.does("hangup");
    other.sees("onHangup", "code", 0);
    agent.sees("onHangup", "code", 0);
    agent.phoneIsDown();
    other.phoneIsDown();
  }

  private static void internalRejected(Stage stage) throws Exception {
    Desk agent = stage.agent();
    Desk other = stage.agent();
    Future<JsonObject> reply = dials(agent, other.extension(), "INTERNAL");
    other.sees("onRing");
    other.does("reject");
    other.sees("onHangup", "code", ErrorCode.REJECTED.number());
    agent.isRefused(Desk.codes(ErrorCode.REJECTED), "makecall", reply);
    agent.sees("onHangup", "code", ErrorCode.REJECTED.number());
    agent.phoneIsDown();
    other.phoneIsDown();
  }

  private static void unattended(Stage stage) throws Exception {
    Desk agent = stage.agent();
    Future<JsonObject> reply = dials(agent, stage.plan().unattended(), "INTERNAL");
    SipCall callee = Until.present("its phone rings", stage.unattended()::call);
    Awaited.done("answer", callee.answer());
    agent.sees("onCalleeAnswer");
    Awaited.done("makecall", reply);
    Talk.hears("the unattended phone", callee, agent.voice());
    Awaited.done("hang up", callee.hangUp());
    agent.sees("onHangup", "code", 0);
  }

  private static void unregistered(Stage stage) throws Exception {
    Desk agent = stage.agent();
    Future<JsonObject> reply = agent.begins("makecall", "to", stage.plan().unregistered());
    Talk.liftsIfItRings(agent);
    agent.isRefused(Desk.codes(ErrorCode.PHONE_UNREACHABLE), "makecall", reply);
    agent.phoneIsDown();
  }

  private static void nowhere(Stage stage) throws Exception {
    Desk agent = stage.agent();
    agent.isRefused(Desk.codes(ErrorCode.NOT_FOUND), "makecall", "to", "0111");
    agent.isRefused(Desk.codes(ErrorCode.BAD_NUMBER), "makecall", "to", agent.extension());
    agent.isRefused(Desk.codes(ErrorCode.BAD_NUMBER), "makecall", "to", "12a&park()");
    agent.isRefused(
        Desk.codes(ErrorCode.FORBIDDEN), "makecall", "to", PeopleFile.FORBIDDEN + "000001");
    agent.is("IDLE");
  }

  private static void data(Stage stage) throws Exception {
    Desk agent = stage.agent();
    Desk other = stage.agent();
    JsonObject data = new JsonObject().put("case", "4711").put("name", "王芳, \"x\" ${y}");
    agent.begins("makecall", "to", other.extension(), "data", data);
    agent.sees("onRing", "data", data);
    Talk.liftsIfItRings(agent);
    agent.sees("onAnswer", "data", data);
    other.sees("onRing", "data", data);
    other.does("offhook");
    other.sees("onAnswer", "data", data);
    agent.sees("onCalleeAnswer", "data", data);
    agent.does("hangup");
    agent.sees("onHangup", "data", data);
    other.sees("onHangup", "data", data);
  }
}
