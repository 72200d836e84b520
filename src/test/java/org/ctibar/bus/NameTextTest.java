package org.ctibar.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wang",
        "王芳",
        "o'brien/9 50%?#&<i>😀",
        "محمد",
        "דוד",
        "Müller-Lüdenscheidt",
        "José",
        "☎️",
        "a;b",
        "...",
        ".a",
        "..a"
      })
  void whatIsWrittenToBeReadIsAName(String name) {
    assertThat(NameText.KEY.matcher(name).matches()).isTrue();
    assertThat(NameText.LABEL.matcher(name).matches()).isTrue();
    assertThat(NameText.label(name)).isEqualTo(name);
    assertThat(NameText.visible(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x09, 0x0A, 0x0D, 0x7F, 0x85, 0xAD, 0x034F, 0x061C, 0x115F, 0x200B, 0x200E, 0x200F,
        0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068,
        0x2069, 0x2800, 0x3164, 0xD800, 0xFEFF, 0xFFF9, 0xE0041
      })
  void whatHidesOrTurnsIsNone(int character) {
    String name = "wa" + Character.toString(character) + "ng";
    assertThat(NameText.KEY.matcher(name).matches()).isFalse();
    assertThat(NameText.LABEL.matcher(name).matches()).isFalse();
    assertThat(NameText.label(name)).isEqualTo("wang");
    assertThat(NameText.visible(name))
        .isEqualTo(String.format(Locale.ROOT, "wa\\u%04xng", character));
  }

  @ParameterizedTest
  @CsvSource({"می\u200Cخواهم", "👩\u200D💻"})
  void joinersStandInLabelsOnly(String name) {
    assertThat(NameText.LABEL.matcher(name).matches()).isTrue();
    assertThat(NameText.label(name)).isEqualTo(name);
    assertThat(NameText.KEY.matcher(name).matches()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void whatPathsWalkOverIsALabelAndNoKey(String name) {
    assertThat(NameText.KEY.matcher(name).matches()).isFalse();
    assertThat(NameText.LABEL.matcher(name).matches()).isTrue();
  }

  @Test
  void aLabelOfNothingIsNotEmpty() {
    assertThat(NameText.label("\u202E\u200B")).isEqualTo("\uFFFD");
  }

  @ParameterizedTest
  @CsvSource({"64, true", "65, false"})
  void lengthCountsCharactersNotTheirHalves(int characters, boolean fits) {
    assertThat(NameText.KEY.matcher("😀".repeat(characters)).matches()).isEqualTo(fits);
  }
}
