package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import java.util.Map;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.call.CallAct;
import org.ctibar.simulator.PhoneBehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The owner of the switch is gone in the middle of something, and the next one carries it on: nobody notices. */
abstract class TakeOver {
  final Centre centre = Centre.open();
  Desk alice;
  Desk bob;
  String caller;

  @BeforeEach
  void signIn() {
    get(centre.simulated.behave("1002", PhoneBehaviour.ringsUntilTold()));
    alice = centre.desk("alice").ready();
    bob = centre.desk("bob");
  }

  @AfterEach
  void close() {
    centre.close();
  }

  void talk() {
    caller = centre.caller("7001", "13800001111");
    centre.talk(alice, caller);
    centre.clock.forward(1_000);
    alice.forget();
    bob.forget();
  }

  void consult() {
    talk();
    alice.act(CallAct.CONSULT, "1002");
    alice.expect("onConsult", "ringing");
    bob.expect("onRing");
  }

  void consultAnswered() {
    consult();
    bob.offhook().expect("onAnswer");
    alice.expect("onConsult", "talking");
    centre.hears(centre.legOf("1001"), centre.legOf("1002"));
  }

  /** What the pages heard of it is what they do not hear again. */
  void anotherOwner() {
    alice.forget();
    bob.forget();
    centre.stopCalls();
    centre.startCalls();
  }

  void nobodyHeardAnything() {
    assertThat(alice.heard()).isEmpty();
    assertThat(bob.heard()).isEmpty();
  }

  /** An owner that is new refuses nothing: the first command is answered as any other. */
  Map<String, Object> done(Desk desk, CallAct act) {
    return get(desk.act(act));
  }

  void hearsMusic(String leg) {
    await()
        .until(() -> centre
            .variable(leg, "current_application")
            .filter("playback"::equals)
            .isPresent());
  }

  void ends(Desk last) {
    get(last.promise(new AgentCommand.HangUp(last.agentId())));
    centre.recordOf(caller);
    centre.allIsOver(alice, bob);
  }
}
