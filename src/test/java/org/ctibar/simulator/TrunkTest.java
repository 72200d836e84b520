package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Two switches that reach each other by SIP, as recorded in edge/cross_a and edge/cross_causes. */
class TrunkTest {
  private static final String LEG = "11111111-1111-4111-8111-111111111111";
  private static final String PHONE = "22222222-2222-4222-8222-222222222222";

  private final Bench fs1 = new Bench();
  private final Bench fs2 = new Bench();

  TrunkTest() {
    SipNetwork network = new SipNetwork();
    fs1.core.network = network;
    fs2.core.network = network;
    network.attach("127.0.0.1:7080", fs2.core);
  }

  private List<String> originate(String extension, String more) {
    List<String> result = fs1.originate(
        "origination_uuid=" + LEG + ",sip_h_X-CTI-Phone-Leg=" + PHONE + more,
        "sofia/peers/" + extension + "@127.0.0.1:7080");
    advance(300);
    return result;
  }

  /** Both clocks go on together. */
  private void advance(long ms) {
    for (long i = 0; i < ms; i += 5) {
      fs1.clock.advance(5);
      fs2.clock.advance(5);
    }
  }

  @Test
  void thePhoneThereIsThisLeg() {
    originate("1065", "");
    assertThat(fs1.lean(LEG, 0)).containsExactly("CHANNEL_CREATE", "CHANNEL_PROGRESS");
    assertThat(fs2.core.phones.legOf("1065")).map(leg -> leg.uuid).contains(PHONE);

    fs2.api("uuid_phone_event " + PHONE + " talk");
    advance(200);

    assertThat(fs1.lean(LEG, 0))
        .containsExactly("CHANNEL_CREATE", "CHANNEL_PROGRESS", "CHANNEL_ANSWER", "CHANNEL_PARK");
    Channel leg = fs1.core.channels.get(LEG);
    fs1.core.keypad.send(leg, "12");
    advance(50);
    assertThat(fs2.core.channels.get(PHONE).digitsHeard.toString()).isEqualTo("12");
  }

  @Test
  void theTrunksOwnTalkEventDoesNothing() {
    originate("1065", "");

    fs1.api("uuid_phone_event " + LEG + " talk");
    advance(200);

    assertThat(fs1.core.channels.get(LEG).isAnswered()).isFalse();
  }

  @Test
  void oneEndsWithTheOther() {
    originate("1065", "");
    fs2.api("uuid_phone_event " + PHONE + " talk");
    advance(200);

    fs1.api("uuid_kill " + LEG);
    advance(200);

    assertThat(fs1.core.channels).isEmpty();
    assertThat(fs2.core.channels).isEmpty();
  }

  @Test
  void aCancelSilencesThePhone() {
    originate("1065", "");

    fs1.api("uuid_kill " + LEG);
    advance(200);

    assertThat(fs2.core.channels).isEmpty();
  }

  @Test
  void causesComeThrough() {
    assertThat(refused("USER_BUSY")).isEqualTo("-ERR USER_BUSY\n");
    assertThat(refused("CALL_REJECTED")).isEqualTo("-ERR CALL_REJECTED\n");
    assertThat(refused("NO_USER_RESPONSE")).isEqualTo("-ERR NO_USER_RESPONSE\n");
  }

  private String refused(String cause) {
    List<String> result = originate("1065", "");
    fs2.core.channels.get(PHONE).phone.refuse(HangupCause.parse(cause));
    advance(200);
    return result.get(0);
  }

  @Test
  void aPhoneThatIsNotRegisteredThereIsToldApartFromOneThatRefuses() {
    assertThat(originate("1047", "")).containsExactly("-ERR DESTINATION_OUT_OF_ORDER\n");
  }

  @Test
  void aPhoneMayBeToldToAnswerByItself() {
    originate("1065", ",sip_h_X-CTI-Auto-Answer=true,sip_h_X-CTI-Call=c1");
    advance(100);

    assertThat(fs1.core.channels.get(LEG).isAnswered()).isTrue();
    Channel phone = fs2.core.channels.get(PHONE);
    assertThat(phone.variable("sip_h_X-CTI-Call")).isEqualTo("c1");
    assertThat(phone.variable("sip_h_X-CTI-Phone-Leg")).isEmpty();
  }

  @Test
  void nobodyAnswersAtAnUnknownAddress() {
    List<String> result = fs1.originate(
        "origination_uuid=" + LEG + ",originate_timeout=300", "sofia/peers/1065@127.0.0.1:9");
    advance(33_000);

    assertThat(result).containsExactly("-ERR RECOVERY_ON_TIMER_EXPIRE\n");
  }
}
