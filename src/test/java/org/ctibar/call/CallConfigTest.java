package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
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
    return CallConfig.from(settings.section("call"), settings.root());
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
  })
  void whatNoSwitchCouldBeToldIsNamed(String variable, String key, String value) {
    assertThatThrownBy(() -> config(Map.of(variable, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key + " (" + variable + ")");
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
