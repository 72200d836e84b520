package org.ctibar.verify.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctibar.outside.FreePort;
import org.ctibar.outside.Node;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** A node as it is shipped holds against everything that {@code scripts/verify-security} tries. */
@Tag(Tiers.INTEGRATION)
class VerifySecurityTest {
  private static final String FOLDER =
      "verify-security/" + System.getProperty("test.process", "p1");

  private static Vertx vertx;
  private static Node node;

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx();
    node = Node.start(
        vertx,
        Path.of("").toAbsolutePath(),
        FOLDER,
        Map.of("CTI_DEMO", "on", "CTI_HTTP_REQUEST_TIMEOUT_MS", "2000"));
  }

  @AfterAll
  static void stop() {
    node.close();
    vertx.close().await();
  }

  @TestFactory
  Stream<DynamicTest> holds() {
    Path log = Path.of("target", FOLDER, "node.log");
    return VerifySecurity.checks(Target.of(node.url()), Optional.of(log)).stream()
        .map(check -> DynamicTest.dynamicTest(
            check.name(), () -> assertThat(check.attempt().run()).isEmpty()));
  }

  @Test
  void anotherMachineIsNotTriedByMistake() {
    assertThat(new CommandLine(new VerifySecurity()).execute("http://192.0.2.1:9999"))
        .isEqualTo(2);
  }

  @Test
  void aNodeThatIsNotThereCannotBeTried() {
    assertThat(new CommandLine(new VerifySecurity()).execute("http://127.0.0.1:" + FreePort.any()))
        .isEqualTo(2);
  }
}
