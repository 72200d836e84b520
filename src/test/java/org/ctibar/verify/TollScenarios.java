package org.ctibar.verify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.ErrorCode;
import org.ctibar.verify.sip.Behaviour;
import org.ctibar.verify.sip.SipCall;

/** What an agent who calls at the site's cost comes to; the switch ends what lasts too long. */
final class TollScenarios {
  private static final int LEGS = 5;
  private static final int TOGETHER_S = 12;
  private static final int LONGEST_S = 20;
  private static final Duration IN_TIME = Duration.ofSeconds(LONGEST_S + 5);
  /** The ends of numbers outside. */
  private static final String EMERGENCY = "000112";

  private static final String DENIED = "666666";

  /** Of the node that is verified. How many calls it makes in a minute is not limited: all of it is by few agents. */
  static final Map<String, String> SETTINGS = Map.of(
      "CTI_TOLL_OUTSIDE_LEGS_PER_PERSON",
      String.valueOf(LEGS),
      "CTI_TOLL_OUTSIDE_CALLS_PER_MINUTE_PER_PERSON",
      "10000",
      "CTI_TOLL_OUTSIDE_CALLS_PER_MINUTE_PER_SWITCH",
      "10000",
      "CTI_TOLL_CALLS_PER_MINUTE_PER_PERSON",
      "10000",
      "CTI_TOLL_OUTSIDE_TO_OUTSIDE",
      "limited",
      "CTI_TOLL_OUTSIDE_TO_OUTSIDE_MS",
      TOGETHER_S + "000",
      "CTI_TOLL_LONGEST_CALL_MS",
      LONGEST_S + "000",
      "CTI_TOLL_DENIED",
      PeopleFile.OUTSIDE + DENIED,
      "CTI_TOLL_EMERGENCY",
      PeopleFile.OUTSIDE + EMERGENCY);

  static final List<Scenario> ALL = List.of(
      new Scenario("toll: parties outside are connected until the limit", TollScenarios::legs),
      new Scenario("toll: emergency numbers pass the limit", TollScenarios::emergency),
      new Scenario("toll: a denied number", TollScenarios::denied),
      new Scenario(
          "toll: a caller and a number outside are ended in time", TollScenarios::together),
      new Scenario("toll: a call outside is ended in time", TollScenarios::longest));

  private TollScenarios() {}

  private static void dials(Stage stage, Desk agent, String to) {
    Future<JsonObject> reply = DialScenarios.dials(agent, to, "OUTBOUND");
    agent.sees("onCalleeAnswer");
    Awaited.done("makecall", reply);
    agent.is("TALKING");
    agent.hears(stage.outside().voice());
  }

  private static void transfers(Stage stage, Desk agent) {
    int before = stage.outside().calls().size();
    agent.does("transfer", "to", stage.outsideNumber(), "type", "to_phone");
    agent.sees("onHangup", "cause", "TRANSFERRED", "code", 0);
    agent.phoneIsDown();
    Until.equal("calls outside", before + 1, () -> stage.outside().calls().size());
  }

  /** Of the five legs that one person may have the agent has left four behind. */
  private static void reachesTheLimit(Stage stage, Desk agent) {
    stage.outside().behave(Behaviour.answering());
    for (int connected = 0; connected < LEGS / 2; connected++) {
      dials(stage, agent, stage.outsideNumber());
      transfers(stage, agent);
    }
    dials(stage, agent, stage.outsideNumber());
  }

  private static void allHangUp(Stage stage) {
    stage.outside().calls().forEach(call -> Awaited.done("outside hangs up", call.hangUp()));
    Until.equal("calls outside", List.of(), stage.outside()::calls);
  }

  private static void legs(Stage stage) throws Exception {
    Desk agent = stage.agent();
    reachesTheLimit(stage, agent);
    agent.isRefused(
        Desk.codes(ErrorCode.RATE_LIMITED),
        "transfer",
        "to",
        stage.outsideNumber(),
        "type",
        "to_phone");
    agent.isRefused(Desk.codes(ErrorCode.RATE_LIMITED), "consult", "to", stage.outsideNumber());
    agent.is("TALKING");
    agent.hears(stage.outside().voice());
    agent.does("hangup");
    agent.sees("onHangup", "code", 0);
    allHangUp(stage);
  }

  private static void emergency(Stage stage) throws Exception {
    Desk agent = stage.agent();
    reachesTheLimit(stage, agent);
    agent.does("consult", "to", PeopleFile.OUTSIDE + EMERGENCY);
    agent.sees("onConsult", "to", PeopleFile.OUTSIDE + EMERGENCY, "state", "ringing");
    agent.sees("onConsult", "state", "talking");
    agent.does("consultCancel");
    agent.sees("onConsult", "state", "ended");
    agent.does("hangup");
    agent.sees("onHangup", "code", 0);
    allHangUp(stage);
  }

  private static void denied(Stage stage) throws Exception {
    Desk agent = stage.agent();
    agent.isRefused(Desk.codes(ErrorCode.FORBIDDEN), "makecall", "to", PeopleFile.OUTSIDE + DENIED);
    agent.is("IDLE");
  }

  private static void together(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    stage.outside().behave(Behaviour.answering());
    Customer customer = Talk.between(stage, agent);
    transfers(stage, agent);
    SipCall callee = Until.present("outside is called", stage.outside()::call);
    customer.hears(stage.outside().voice());
    Talk.hears("outside", callee, customer.voice());
    Until.equal("outside is hung up", IN_TIME, true, callee::isOver);
    customer.isHungUp();
  }

  private static void longest(Stage stage) throws Exception {
    Desk agent = stage.agent();
    stage.outside().behave(Behaviour.answering());
    dials(stage, agent, stage.outsideNumber());
    agent.sees(IN_TIME, "onHangup", "cause", "ALLOTTED_TIMEOUT", "code", 0);
    Until.equal("calls outside", List.of(), stage.outside()::calls);
    agent.phoneIsDown();
  }
}
