package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row was tried on the real switch. */
class DialStringTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{^^;name='O\\'Neil, {x} [y] 100% \\\\ $';r=a}user/1| O'Neil, {x} [y] 100% \\ $",
        "{name='O\\'Neil\\, {x} [y] 100% \\\\ $',r=a}user/1 | O'Neil, {x} [y] 100% \\ $",
        "{name='O Neil   x   ',r=a}user/1                   | O Neil   x",
        "{^^;name='王小明, VIP';r=a}user/1                   | 王小明, VIP",
        "{name='王小明 VIP, 100%',r=a}user/1                 | 王小明 VIP",
        "{name='a 'b' c',r=a}user/1                         | a b c"
      })
  void readsAName(String text, String name) {
    DialString dial = DialString.parse(text);
    assertThat(dial.variables()).containsEntry("name", name).containsEntry("r", "a");
    assertThat(dial.target()).isEqualTo("user/1");
  }

  @Test
  void bracesMustBalanceEvenWithinQuotes() {
    assertThat(DialString.parse("{a='x } y'}user/1").target()).startsWith("y'");
    assertThatThrownBy(() -> DialString.parse("{a='{'}user/1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSpaceEndsTheWordOnlyOutsideQuotes() {
    String line = "{a='x y',b='it\\'s'}user/1 &park()";
    assertThat(line.substring(0, DialString.endOfWord(line)))
        .isEqualTo("{a='x y',b='it\\'s'}user/1");
  }
}
