package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtSecretTest {
  @TempDir
  Path data;

  @Test
  void isMadeOnceAndKeptForItsOwnerOnly() throws IOException {
    Path dir = data.resolve("new");
    String made = JwtSecret.loadOrMake(dir, "");
    assertThat(made).hasSizeGreaterThanOrEqualTo(48);
    assertThat(JwtSecret.loadOrMake(dir, null)).isEqualTo(made);
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files.toList())
          .hasSize(1)
          .allSatisfy(
              file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void everyNodeMakesItsOwn() throws IOException {
    assertThat(JwtSecret.loadOrMake(data.resolve("a"), ""))
        .isNotEqualTo(JwtSecret.loadOrMake(data.resolve("b"), ""));
  }

  @Test
  void theConfiguredOneWins() throws IOException {
    String configured = "a-secret-that-has-32-characters!";
    assertThat(JwtSecret.loadOrMake(data, configured)).isEqualTo(configured);
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void whatCanBeGuessedIsRefused() {
    assertThatThrownBy(() -> JwtSecret.loadOrMake(data, "changeit"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32")
        .hasMessageNotContaining("changeit");
  }
}
