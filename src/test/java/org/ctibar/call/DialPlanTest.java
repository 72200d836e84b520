package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.store.ClassOfService;
import org.ctibar.store.Directory;
import org.ctibar.store.Extension;
import org.ctibar.store.OutboundRoute;
import org.ctibar.store.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialPlanTest {
  private static final Person ALICE = Person.agent("alice", "1001");
  private static final Directory DIRECTORY = Directory.builder()
      .add(ALICE)
      .add(Person.agent("bob", "1002"))
      .add(Extension.of("1090"))
      .add(route(1, "110|119", 0, "", Optional.of("sofia/gateway/emergency/{number}"), "internal"))
      .add(route(2, "0[1-9][0-9]{7,11}", 1, "86", Optional.empty(), "national"))
      .add(route(3, "00[0-9]+", 2, "+", Optional.empty(), "international"))
      .add(route(4, "9[0-9]", 2, "", Optional.empty(), "internal"))
      .add(route(5, "8[0-9]", 0, "", Optional.of("sofia/gateway/my trunk/{number}"), "internal"))
      .build();
  private final DialPlan plan = new DialPlan("sofia/gateway/trunk/{number}");

  private static OutboundRoute route(
      int position, String pattern, int strip, String prepend, Optional<String> dial, String cos) {
    return new OutboundRoute(
        "r" + position,
        position,
        Pattern.compile(pattern),
        strip,
        prepend,
        dial,
        Optional.of("0288888000" + position),
        ClassOfService.of(cos));
  }

  private Destination resolve(Person caller, String to) {
    return plan.resolve(DIRECTORY, caller, "1001", to);
  }

  private ErrorCode refusal(Person caller, String to) {
    return catchThrowableOfType(CtiException.class, () -> resolve(caller, to)).code();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "1002\n\napi shutdown",
        "1002\r\n\r\napi shutdown",
        "1002\n",
        "1002,&system(x)",
        "1002&system(x)",
        "${destination_number}",
        "{a=b}1002",
        "[a=b]1002",
        "<a=b>1002",
        "1002|1003",
        "1002:_:1003",
        "1002,1003",
        "1002@evil.example",
        "user/1002",
        "sofia/external/1002@evil.example",
        "1002 1003",
        "1002'",
        "1002\"",
        "1002\\",
        "1002;x=y",
        "1002\u0000",
        "１００２",
        "١٠٠٢",
        "10-02",
        "+",
        "++8613800001111",
        "86+13800001111",
        "abc",
        "123456789012345678901234567890123"
      })
  void whatIsNoNumberIsRefused(String to) {
    assertThat(refusal(ALICE, to)).isEqualTo(ErrorCode.BAD_NUMBER);
  }

  @Test
  void nobodyCallsTheOwnExtension() {
    assertThat(refusal(ALICE, "1001")).isEqualTo(ErrorCode.BAD_NUMBER);
  }

  @Test
  void anExtensionOfAnAgent() {
    assertThat(resolve(ALICE, "1002"))
        .isEqualTo(new Destination("1002", "bob", "user/1002", "1001"));
  }

  @Test
  void anExtensionOfNobody() {
    assertThat(resolve(ALICE, "1090"))
        .isEqualTo(new Destination("1090", null, "user/1090", "1001"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "02812345678,   sofia/gateway/trunk/862812345678, 02888880002",
    "110,           sofia/gateway/emergency/110,      02888880001",
  })
  void anOutsideNumberTakesItsRoute(String to, String dialString, String callerId) {
    Destination found = resolve(ALICE, to);

    assertThat(found.dialString()).isEqualTo(dialString);
    assertThat(found.callerId()).isEqualTo(callerId);
    assertThat(found.agentId()).isNull();
    assertThat(found.internal()).isFalse();
  }

  @ParameterizedTest(name = "{0} calls {1}: {2}")
  @CsvSource({
    "INTERNAL,      110,           true",
    "INTERNAL,      02812345678,   false",
    "INTERNAL,      0085212345678, false",
    "NATIONAL,      02812345678,   true",
    "NATIONAL,      0085212345678, false",
    "INTERNATIONAL, 02812345678,   true",
    "INTERNATIONAL, 0085212345678, true",
    "INTERNAL,      1002,          true",
  })
  void theClassOfServiceDecidesHowFar(ClassOfService cos, String to, boolean allowed) {
    Person caller = ALICE.withClassOfService(cos);

    if (allowed) {
      assertThat(resolve(caller, to)).isNotNull();
    } else {
      assertThat(refusal(caller, to)).isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  @Test
  void aRouteThatLeavesNothingToDialIsTold() {
    assertThat(refusal(ALICE, "99")).isEqualTo(ErrorCode.BAD_NUMBER);
  }

  @Test
  void aRouteThatCannotBeDialledLeadsNowhere() {
    assertThat(refusal(ALICE, "88")).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1003", "*98", "#", "13800001111", "+8613800001111"})
  void whatLeadsNowhereIsNotFound(String to) {
    assertThat(refusal(ALICE, to)).isEqualTo(ErrorCode.NOT_FOUND);
  }
}
