package org.ctibar.verify;

import java.time.Duration;
import java.util.List;
import org.ctibar.verify.sip.SipCall;
import org.ctibar.verify.sip.SipPhone;

/** Mute and keys, and what agents do at their phones or what becomes of these. */
final class PhoneScenarios {
  private static final Duration NOTICED = Duration.ofSeconds(90);
  private static final String DIGITS = "19*0#D";

  static final List<Scenario> ALL = List.of(
      new Scenario("mute and unmute", PhoneScenarios::mute),
      new Scenario("mute ends with hold", PhoneScenarios::muteAndHold),
      new Scenario("dtmf reaches the caller", PhoneScenarios::dtmf),
      new Scenario("dtmf reaches the target of a consultation", PhoneScenarios::dtmfToTarget),
      new Scenario("phone: blind transfer by its own key (REFER)", PhoneScenarios::refer),
      new Scenario("phone: dials by itself", PhoneScenarios::dials),
      new Scenario("phone: unregistered, then back", PhoneScenarios::unregistered),
      new Scenario("phone: dead in mid-call, the group takes over", PhoneScenarios::dead),
      new Scenario("phone: dead in mid-call, the same agent again", PhoneScenarios::replaced),
      new Scenario("phone: dead while the caller is held", PhoneScenarios::deadHeld));

  private PhoneScenarios() {}

  private static void mute(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    agent.does("mute");
    agent.sees("onMute", "muted", true);
    agent.is("TALKING");
    customer.hears();
    agent.hears(customer.voice());
    agent.does("unmute");
    agent.sees("onMute", "muted", false);
    agent.is("TALKING");
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    customer.isHungUp();
  }

  private static void muteAndHold(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    agent.does("mute");
    customer.hears();
    agent.does("hold");
    customer.hearsMusic();
    agent.does("unhold");
    boolean muted = agent.snapshot().getJsonObject("call").getBoolean("muted");
    agent.hears(customer.voice());
    customer.hears(muted ? new String[0] : new String[] {agent.voice()});
    agent.does("hangup");
    customer.isHungUp();
  }

  private static void dtmf(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    agent.does("dtmf", "digits", DIGITS);
    Until.equal("keys that the caller gets", DIGITS, customer.call()::digits);
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    customer.isHungUp();
  }

  private static void dtmfToTarget(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk target = stage.agent();
    Customer customer = Talk.between(stage, agent);
    ConsultScenarios.talks(agent, target, customer);
    agent.does("dtmf", "digits", "12");
    Until.equal("keys of the target", "12", target.phone().call().orElseThrow()::digits);
    Check.same("keys of the caller", "", customer.call().digits());
    agent.does("consultCancel");
    ConsultScenarios.talkAgain(agent, customer);
  }

  private static void refer(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Desk other = stage.agent();
    Customer customer = Talk.between(stage, agent);
    Awaited.done("REFER", agent.phone().call().orElseThrow().refer(other.extension()));
    agent.sees("onHangup", "cause", "TRANSFERRED", "code", 0);
    agent.phoneIsDown();
    other.sees("onRing", "popScreenNo", customer.number());
    Talk.answers(other);
    Talk.hearEachOther(other, customer);
    other.does("hangup");
    customer.isHungUp();
  }

  private static void dials(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    SipCall call = Awaited.done("call", agent.phone().call(stage.plan().unattended()));
    SipCall other = Until.present("the other phone rings", stage.unattended()::call);
    Awaited.done("answer", other.answer());
    Until.isTrue("talks", call::talks);
    Until.equal("work", "TALKING", agent::work);
    Awaited.done("hang up", call.hangUp());
    agent.sees("onHangup");
    agent.sees("onReady");
  }

  private static void unregistered(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Awaited.done("unregister", agent.phone().unregister());
    agent.sees("onBusy", "reason", "phone_down");
    Customer customer = stage.customer();
    customer.hearsMusic();
    Check.same("the phone has calls", List.of(), agent.phone().calls());
    Awaited.done("register", agent.phone().register());
    agent.sees("onReady");
    agent.sees("onRing", "popScreenNo", customer.number());
    Talk.answers(agent);
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    customer.isHungUp();
  }

  private static void dead(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    Desk other = stage.readyAgent();
    Awaited.done("dies", agent.phone().dropDead());
    isTakenOver(agent, other, customer);
  }

  private static void deadHeld(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = HoldScenarios.held(stage, agent);
    Desk other = stage.readyAgent();
    Awaited.done("dies", agent.phone().dropDead());
    isTakenOver(agent, other, customer);
  }

  private static void isTakenOver(Desk agent, Desk other, Customer customer) {
    agent.sees(NOTICED, "onHangup");
    customer.hearsMusic();
    other.sees(NOTICED, "onRing", "popScreenNo", customer.number(), "reason", "agent_lost");
    Talk.answers(other);
    Talk.hearEachOther(other, customer);
    other.does("hangup");
    customer.isHungUp();
  }

  private static void replaced(Stage stage) throws Exception {
    Desk agent = stage.readyAgent();
    Customer customer = Talk.between(stage, agent);
    Awaited.done("dies", agent.phone().dropDead());
    SipPhone another = stage.site().newPhone(agent.extension());
    agent.gets(another);
    Awaited.done("registers", another.register());
    agent.sees(NOTICED, "onHangup");
    customer.hearsMusic();
    agent.sees(NOTICED, "onRing", "popScreenNo", customer.number(), "reason", "agent_lost");
    Talk.answers(agent);
    Talk.hearEachOther(agent, customer);
    agent.does("hangup");
    customer.isHungUp();
  }
}
