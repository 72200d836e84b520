package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What passes the start can be said to a switch. */
class CallConfigTest {
  private static CallConfig config(Map<String, String> environment) {
    Settings settings = Settings.load(Path.of("conf/ctibar.yaml"), environment);
    return CallConfig.from(settings.section("call"), settings.root(), settings.section("toll"));
  }

  @Test
  void theDefaultsAreGood() {
    assertThat(config(Map.of()).startWait()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "CTI_CALL_MUSIC,    call.music,    '/var/music/王.wav'",
    "CTI_CALL_MUSIC,    call.music,    '${hold_music}'",
    "CTI_CALL_RINGBACK, call.ringback, '${cn-ring}'",
    "CTI_FALLBACK,      fallback,      '9664 XML default'",
    "CTI_CALL_FALLBACK_CONTEXT, call.fallbackContext, 'a context'",
    "CTI_OUTBOUND,      outbound,      'sofia/gateway/trunk'",
    "CTI_OUTBOUND,      outbound,      'sofia/gateway/my trunk/{number}'",
    "CTI_OUTBOUND,      outbound,      '{a=b}sofia/gateway/trunk/{number}'",
    "CTI_OUTBOUND,      outbound,      'sofia/gateway/a/{number}|sofia/gateway/b/{number}'",
    "CTI_SWITCH_PEERS,  switchPeers,   '10.0.0.5:5090'",
    "CTI_SWITCH_PEERS,  switchPeers,   'fs1=10.0.0.5'",
    "CTI_SWITCH_PEERS,  switchPeers,   'fs1=10.0.0.5:5090,fs1=10.0.0.6:5090'",
    "CTI_SWITCH_PEERS,  switchPeers,   'fs1=10.0.0.5:5090 a'",
    "CTI_TOLL_DENIED, toll.denied, '00882[0-9]* (00'",
    "CTI_TOLL_EMERGENCY, toll.emergency, '112, police'",
    "CTI_TOLL_OUTSIDE_TO_OUTSIDE, toll.outsideToOutside, 'no'",
    "CTI_TOLL_OUTSIDE_LEGS_PER_PERSON, toll.outsideLegsPerPerson, '-1'",
    "CTI_CALL_PEER_DIAL_STRING, call.peerDialString, 'sofia/peers/{extension}'",
    "CTI_CALL_PEER_DIAL_STRING, call.peerDialString, 'sofia/peers/{extension}@{peer},user/1'",
  })
  void whatNoSwitchCouldBeToldIsNamed(String variable, String key, String value) {
    assertThatThrownBy(() -> config(Map.of(variable, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key + " (" + variable + ")");
  }

  /** Who sets nothing is not open to fraud. */
  @Test
  void callsOutsideAreLimitedByDefault() {
    CallConfig config = config(Map.of());

    assertThat(config.toll().legsPerPerson()).isEqualTo(5);
    assertThat(config.toll().outsidePerPerson()).isEqualTo(15);
    assertThat(config.times().outsideToOutside()).isEqualTo(3_600_000);
    assertThat(config.times().longestCall()).isEqualTo(14_400_000);
    NumberRules numbers = config.toll().numbers();
    assertThat(List.of("110", "112", "119", "120", "911", "999")).allMatch(numbers::isEmergency);
    assertThat(List.of("+881612345678", "00882123", "0097912345")).allMatch(numbers::denies);
    assertThat(List.of("+8613800001111", "008613800001111", "13800001111", "8821234"))
        .noneMatch(numbers::denies);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "off,     14400000, 0",
    "limited, 14400000, 3600000",
    "allowed, 0,        9223372036854775807",
  })
  void howLongOutsidePartiesMayTalk(String mode, String longestMs, long outsideToOutside) {
    CallTimes times = config(
            Map.of("CTI_TOLL_OUTSIDE_TO_OUTSIDE", mode, "CTI_TOLL_LONGEST_CALL_MS", longestMs))
        .times();

    assertThat(times.outsideToOutside()).isEqualTo(outsideToOutside);
    assertThat(times.longestCall())
        .isEqualTo(longestMs.equals("0") ? CallTimes.UNLIMITED : 14_400_000);
  }

  @Test
  void aPhoneOfAnotherSwitchIsDialledThere() {
    Peers peers = config(Map.of("CTI_SWITCH_PEERS", "fs1=10.0.0.5:5090, fs2=10.0.0.6:5090"))
        .peers();

    assertThat(peers.dialString("1001", "fs2")).contains("sofia/peers/1001@10.0.0.6:5090");
    assertThat(peers.dialString("1001", "fs3")).isEmpty();
    assertThat(peers.strangers(List.of("fs1"))).containsExactly("fs2");
    assertThat(peers.missing(List.of("fs1", "fs3"))).containsExactly("fs3");
  }

  @ParameterizedTest
  @CsvSource({
    "local_stream://moh, sofia/external/{number}@10.0.0.2:5060",
    "'/usr/share/freeswitch/sounds/a.wav', sofia/gateway/t-1/9{number}",
  })
  void usualSettingsAreTaken(String music, String outbound) {
    CallConfig taken = config(Map.of("CTI_CALL_MUSIC", music, "CTI_OUTBOUND", outbound));

    assertThat(taken.music()).isEqualTo(music);
    assertThat(taken.outbound()).isEqualTo(outbound);
  }
}
