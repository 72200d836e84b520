package org.ctibar.esl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reading must be the switch's own, else the tests that rest on it prove nothing. */
class SwitchReadingTest {

  /** Commands sent to FreeSWITCH 1.11.1, and the caller's name that its CHANNEL_CREATE showed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{^^;a=1;n='O\\'Neil, {x} [y] 100% \\\\ $';cti_role=agent} ~ O'Neil, {x} [y] 100% \\ $",
        "{a=1,n='O\\'Neil\\, {x} [y] 100% \\\\ $',cti_role=agent} ~ O'Neil, {x} [y] 100% \\ $",
        "{a=1,n='O Neil   x   y  100     ',cti_role=agent} ~ O Neil   x   y  100",
        "{^^;a=1;n='王小明, VIP';cti_role=agent} ~ 王小明, VIP",
        "{a=1,n='王小明\\, VIP',cti_role=agent} ~ 王小明, VIP",
        "{a=1,n='王小明  VIP',cti_role=agent} ~ 王小明  VIP",
        "{^^;a=1;n='a \"b\" c';cti_role=agent} ~ a \"b\" c",
        "{a=1,n='王小明 VIP, 100% {好}',cti_role=agent} ~ 王小明 VIP",
      })
  void readsWhatTheSwitchRead(String variables, String name) {
    SwitchReading.Originated read = SwitchReading.originate(variables + "user/1061 &park()");

    assertThat(read.variables())
        .containsEntry("a", "1")
        .containsEntry("n", name)
        .containsEntry("cti_role", "agent");
    assertThat(read.dialString()).isEqualTo("user/1061");
    assertThat(read.rest()).containsExactly("&park()");
  }

  /** Why names are cleaned: one level of escaping looks right and is not. */
  @Test
  void escapingAloneLetsACallerChooseTheTargetOrHideVariables() {
    SwitchReading.Originated elsewhere = SwitchReading.originate(
        "{^^;n='x}sofia/gateway/trunk/900';cti_role=agent}user/1061 &park()");
    SwitchReading.Originated swallowed = SwitchReading.originate(
        "{^^;n='rock \\'n';cti_role=agent;m='roll\\'';z=1}user/1061 &park()");
    SwitchReading.Originated newLine = SwitchReading.originate("{^^;n='a\\\\nb'}user/1061 &park()");

    assertThat(elsewhere.dialString()).startsWith("sofia/gateway/trunk/900");
    assertThat(swallowed.variables()).doesNotContainKey("cti_role");
    assertThat(newLine.variables()).containsEntry("n", "a\nb");
  }
}
