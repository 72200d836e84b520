package org.ctibar.verify;

import java.time.Duration;
import java.util.Set;
import org.ctibar.outside.Pace;
import org.ctibar.verify.sip.SipCall;

/** Steps that many scenarios share. */
final class Talk {
  static final Duration COUNTS_AS_TALK = Duration.ofMillis(400);

  private Talk() {}

  /** A new caller, and this agent who is ready answers. */
  static Customer between(Stage stage, Desk agent) throws Exception {
    Customer customer = stage.customer();
    agent.sees("onRing", "popScreenNo", customer.number());
    answers(agent);
    hearEachOther(agent, customer);
    return customer;
  }

  /** By offhook. */
  static void answers(Desk agent) {
    agent.does("offhook");
    agent.sees("onAnswer");
  }

  static void hearEachOther(Desk agent, Customer customer) {
    agent.hears(customer.voice());
    customer.hears(agent.voice());
  }

  static void hearEachOther(Desk one, Desk other) {
    one.hears(other.voice());
    other.hears(one.voice());
  }

  static void lifts(Desk agent) {
    Awaited.done(agent + " lifts the receiver", agent.rings().answer());
  }

  /** Its own phone at an outgoing call: it goes off hook by itself where the switch asks for it. */
  static void liftsIfItRings(Desk agent) {
    SipCall call =
        Until.present(agent + "'s own phone is called", () -> agent.phone().call());
    if (call.rings()) {
      Awaited.done(agent + " lifts the receiver", call.answer());
    }
  }

  static void hears(String who, SipCall call, String... voices) {
    Until.equal(who + " hears", Set.of(voices), call::hears);
  }

  /** After a moment: who hangs up at once never talked, and the caller goes back to the queue. */
  static void laysDown(Desk agent) {
    Pace.sleep(COUNTS_AS_TALK);
    agent.phone().call().map(SipCall::hangUp).ifPresent(done -> Awaited.done("BYE", done));
  }
}
