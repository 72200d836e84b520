package org.ctibar.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.ctibar.config.PasswordRules.Weakness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final PasswordRules RULES = new PasswordRules(10);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "wang,       1,                TOO_SHORT",
    "wang,       '',               TOO_SHORT",
    "wang,       nine char,        TOO_SHORT",
    "wang,       九个字符的密码不够,  TOO_SHORT",
    "wang,       😀😀😀😀😀x,       TOO_SHORT",
    "wang,       aaaaaaaaaaaa,     TOO_COMMON",
    "wang,       1231231231231,    TOO_COMMON",
    "wang,       12345678901234,   TOO_COMMON",
    "wang,       QwertyUiop,       TOO_COMMON",
    "wang,       asdfghjklzxcv,    TOO_COMMON",
    "wang,       Password1234,     TOO_COMMON",
    "wang,       change-me-too,    TOO_COMMON",
    "switchboard, Switchboard,     LIKE_NAME",
    "supervisor, supervisor99,     LIKE_NAME",
    "supervisor, 2024supervisor,   LIKE_NAME",
    "wang.fang@example.org, Wang.Fang@Example.org, LIKE_NAME",
  })
  void refused(String username, String password, Weakness weakness) {
    assertThat(RULES.weakness(username, password)).contains(weakness);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "wang,       four small words",
    "wang,       十个汉字已经足够长啦",
    "wang,       wang likes tea",
    "supervisor, the supervisor's cat",
    "li,         lilililime tree",
    "1,          27182818459",
  })
  void taken(String username, String password) {
    assertThat(RULES.weakness(username, password)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "123456", "654321", "password", "woaini1314", "wang"})
  void ofAnMd5TheBestKnownAreRefused(String password) {
    String md5 = Md5.hex(password);
    assertThat(RULES.weaknessOfMd5("wang", md5)).isPresent();
    assertThat(RULES.weaknessOfMd5("wang", md5.toUpperCase(Locale.ROOT))).isPresent();
    assertThat(RULES.weaknessOfMd5("wang", Md5.hex("nobody guesses it"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"8, true", "16, false"})
  void theSiteSaysHowLong(int minLength, boolean taken) {
    assertThat(new PasswordRules(minLength).weakness("wang", "nine char").isEmpty())
        .isEqualTo(taken);
  }
}
