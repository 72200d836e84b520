package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final DialPlan plan = new DialPlan("sofia/gateway/trunk/{number}", NumberRules.NONE);

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
    assertThat(resolve(ALICE, "1002")).isEqualTo(Destination.extension("1002", "bob", "1001"));
  }

  @Test
  void anExtensionOfNobody() {
    assertThat(resolve(ALICE, "1090")).isEqualTo(Destination.extension("1090", null, "1001"));
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

  private static DialPlan ruled(String denied, String... emergency) {
    return new DialPlan(
        "sofia/gateway/trunk/{number}",
        new NumberRules(List.of(Pattern.compile(denied)), Set.of(emergency)));
  }

  @ParameterizedTest(name = "{0} denied, {1} dialled: {2}")
  @CsvSource({
    "'(\\+|00)882[0-9]*', 008821234567,   false", // as dialled
    "'(\\+|00)882[0-9]*', 0085212345678,  true",
    "'\\+882[0-9]*',      008821234567,   false", // as it goes on the wire
    "'0281234[0-9]*',       02812345678,    false",
    "'0281234',             02812345678,    true", // the whole number
    "'100[0-9]',            1002,           true", // an extension goes nowhere outside
  })
  void whatIsDeniedNoRouteAllows(String denied, String to, boolean allowed) {
    Person farthest = ALICE.withClassOfService(ClassOfService.INTERNATIONAL);
    Throwable refusal =
        catchThrowable(() -> ruled(denied).resolve(DIRECTORY, farthest, "1001", to));

    if (allowed) {
      assertThat(refusal).isNull();
    } else {
      assertThat(refusal)
          .isInstanceOfSatisfying(
              TollRefusal.class, e -> assertThat(e.reason()).isEqualTo(TollRefusal.Reason.DENIED));
    }
  }

  @Test
  void starsDoNotHideADeniedNumber() {
    NumberRules rules = new NumberRules(List.of(Pattern.compile("900[0-9]*")), Set.of());

    assertThat(rules.denies("*900#123")).isTrue();
    assertThat(rules.denies("1900123")).isFalse();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "110,  sofia/gateway/emergency/110, 02888880001",
    "120,  sofia/gateway/trunk/120,", // no route
    "1002, sofia/gateway/trunk/1002,", // and not the extension
    "99,   sofia/gateway/trunk/99,", // whose route leaves nothing
    "88,   sofia/gateway/trunk/88,", // whose route cannot be dialled
    "1001, sofia/gateway/trunk/1001,",
  })
  void emergencyNumbersLeadOutForEverybody(String to, String dialString, String callerId) {
    DialPlan plan = ruled(".*", "110", "120", "1002", "99", "88", "1001");
    Person nearest = ALICE.withClassOfService(ClassOfService.INTERNAL);

    Destination found = plan.resolve(DIRECTORY, nearest, "1001", to);

    assertThat(found.dialString()).isEqualTo(dialString);
    assertThat(found.callerId()).isEqualTo(callerId);
    assertThat(found.emergency()).isTrue();
    assertThat(found.limited()).isFalse();
  }

  @Test
  void anEmergencyNumberBehindTheDigitForALineIsOne() {
    Directory behind = Directory.builder()
        .add(ALICE)
        .add(route(1, "9[0-9]+", 1, "", Optional.empty(), "international"))
        .build();
    Person nearest = ALICE.withClassOfService(ClassOfService.INTERNAL);

    Destination found = ruled(".*", "112").resolve(behind, nearest, "1001", "9112");

    assertThat(found.dialString()).isEqualTo("sofia/gateway/trunk/112");
    assertThat(found.emergency()).isTrue();
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
