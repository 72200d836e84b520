package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ctibar.call.Centre.get;

import java.util.List;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The owner of the switch is gone while phones ring, and the next one carries it on. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
class TakenOverRingingTest extends TakeOver {
  @Test
  void aPhoneThatIsOfferedACallRingsOn() {
    caller = centre.caller("7001", "13800001111");
    alice.expect("onRing");
    String rings = centre.legOf("1001");

    anotherOwner();

    assertThat(centre.legOf("1001")).isEqualTo(rings);
    nobodyHeardAnything();
    alice.offhook().expect("onAnswer");
    centre.hears(caller, rings);
    ends(alice);
  }

  @Test
  void anOfferThatIsAnsweredMeanwhileIsHeardOf() {
    caller = centre.caller("7001", "13800001111");
    alice.expect("onRing");
    String rings = centre.legOf("1001");
    centre.stopCalls();
    get(centre.simulated.answer(rings));
    centre.startCalls();

    alice.expect("onAnswer");
    centre.hears(caller, rings);
    ends(alice);
  }

  @Test
  void anOfferThatNobodyAnswersGoesToTheNext() {
    get(centre.simulated.behave("1001", PhoneBehaviour.neverAnswers()));
    caller = centre.caller("7003", "13800001111");
    alice.expect("onRing");
    bob.ready();

    anotherOwner();

    alice.expect("onHangup");
    alice.expect("onBusy");
    assertThat(bob.expect("onRing")).containsEntry("callId", caller);
    bob.offhook().expect("onAnswer");
    ends(bob);
  }

  @Test
  void aCallThatIsBeingMadeGoesOn() {
    caller = alice.call("1002");
    alice.expect("onAnswer");
    bob.expect("onRing");
    List<String> legs = List.of(centre.legOf("1001"), centre.legOf("1002"));

    anotherOwner();

    assertThat(List.of(centre.legOf("1001"), centre.legOf("1002"))).isEqualTo(legs);
    bob.offhook().expect("onAnswer");
    alice.expect("onCalleeAnswer");
    centre.hears(legs.get(0), legs.get(1));
    assertThat(alice.heard()).containsExactly("onCalleeAnswer");
    ends(alice);
    assertThat(centre.recordOf(caller).caller()).isEqualTo("1001");
    assertThat(centre.recordOf(caller).callee()).isEqualTo("1002");
  }

  @Test
  void aCallWhoseOwnPhoneStillRingsGoesOn() {
    get(centre.simulated.behave("1001", PhoneBehaviour.ringsUntilTold()));
    caller = alice.call("1002");
    alice.expect("onRing");

    anotherOwner();

    alice.offhook().expect("onAnswer");
    bob.expect("onRing");
    bob.offhook().expect("onAnswer");
    centre.hears(centre.legOf("1001"), centre.legOf("1002"));
    ends(alice);
  }
}
