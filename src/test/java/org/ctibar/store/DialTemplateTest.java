package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.ctibar.esl.Originate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an import takes can be dialled, and what can be dialled outside an import takes. */
class DialTemplateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sofia/gateway/trunk/{number}",
        "sofia/gateway/trunk_1.a-b/{number}",
        "sofia/gateway/trunk/00{number}",
        "sofia/gateway/trunk/*31#{number}-x",
        "sofia/internal/{number}@10.0.0.2",
        "sofia/external-1/+86{number}@sip.example.com:5080",
        "sofia/gateway/{number}",
        "sofia/gateway/trunk/{number}@host",
        "sofia/gateway/trunk one/{number}",
        "sofia/gateway/trunk/{number},sofia/gateway/b/{number}",
        "sofia/gateway/trunk/{number};a=b",
        "sofia/gateway/trunk/{number}/x",
        "sofia/internal/{number}",
        "sofia/internal/{number}@",
        "sofia/internal/{number}@host:",
        "sofia/internal/{number}@host:123456",
        "sofia/internal/{number}@host:5060;transport=tcp",
        "sofia/internal/{number}@host_name",
        "{a=b}sofia/gateway/trunk/{number}",
        "error/USER_BUSY/{number}",
        "loopback/{number}",
        "{number}",
      })
  void isTakenWhereItCanBeDialled(String template) {
    assertThat(DialTemplate.FORM.matcher(template).matches())
        .isEqualTo(canBeDialled(template.replace("{number}", "+8613800001111")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user/{number}", "user/{number}@domain", "sofia/gateway/trunk/1001"})
  void aPhoneOfOursIsNoWayOut(String template) {
    assertThat(DialTemplate.FORM.matcher(template).matches()).isFalse();
  }

  private static boolean canBeDialled(String dialString) {
    try {
      new Originate(UUID.randomUUID().toString(), Map.of(), dialString);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
