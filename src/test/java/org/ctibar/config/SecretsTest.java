package org.ctibar.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "change-me",
        "CHANGE-ME-TO-A-LONG-ONE",
        "change_me_at_least_32_characters_long",
        "please change me, would you",
        "ClueCon",
        "secret",
        "Password",
      })
  void anExampleIsTold(String secret) {
    assertThat(Secrets.weakness(secret, 1))
        .hasValueSatisfying(w -> assertThat(w).contains("example"));
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                 characters",
    "seven c,                            characters",
    "aaaaaaaaaaaaaaaa,                   again and again",
    "1212121212121212,                   again and again",
    "12345678901234567890123456789012,   again and again",
    "abcabcabcabca,                      again and again",
    "aaaabbbbccccaaccbbaa,               again and again",
  })
  void whatIsGuessedSoonIsTold(String secret, String problem) {
    assertThat(Secrets.weakness(secret, 8))
        .hasValueSatisfying(w -> assertThat(w).contains(problem).doesNotContain("'" + secret));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef0123456789abcdef",
        "a secret of sixteen",
        "hJ3kq0Zp",
        "7f3a9c01d2e48b56",
        "z7+VvX1dT9rGkq2mB0cYwQeLhN4uJ8sFoPaRiDxS5tE=",
      })
  void whatSomebodyMadeUpWillDo(String secret) {
    assertThat(Secrets.weakness(secret, 8)).isEmpty();
  }
}
