package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Settings;
import org.ctibar.store.PreparedDatabase;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A node does not start with a secret that stands in one of the files of this repository, nor with a weak one. */
@Tag(Tiers.INTEGRATION)
class ExampleSecretsTest {
  private static final List<Path> PLACES =
      List.of(Path.of("conf"), Path.of("docs"), Path.of("README.md"), Path.of("README.zh-CN.md"));

  private static final String JWT = "CTI_JWT_SECRET";
  private static final String PREVIOUS = "CTI_JWT_PREVIOUS_SECRETS";
  private static final String METRICS = "CTI_METRICS_SECRET";
  private static final String CLUSTER = "CTI_CLUSTER_SECRET";
  private static final String FREESWITCH = "CTI_FREESWITCH_SECRET";
  private static final String SWITCHES = "CTI_SWITCHES";
  private static final String PG = "CTI_PG_URI";

  private static final Map<String, String> KEYS = Map.of(
      JWT, "jwt.secret",
      PREVIOUS, "jwt.previousSecrets",
      METRICS, "metrics.secret",
      CLUSTER, "cluster.secret",
      FREESWITCH, "freeswitch.secret",
      SWITCHES, "switches",
      PG, "pg.uri");

  /** Where files have an example; its last group is the secret. */
  private static final Map<String, List<Pattern>> EXAMPLES = Map.of(
      JWT, List.of(assigned(JWT)),
      METRICS, List.of(assigned(METRICS)),
      CLUSTER, List.of(assigned(CLUSTER)),
      FREESWITCH, List.of(assigned(FREESWITCH), Pattern.compile("\\bcti_secret=([^\"]+)\"")),
      SWITCHES,
          List.of(
              Pattern.compile("\\b(?:fs[0-9]|name)=([^@\\s,]+)@"),
              Pattern.compile("\\bcti_socket_password=([^\"]+)\"")),
      PG, List.of(Pattern.compile("postgresql://[^:\\s]+:([^@\\s]+)@")));

  @TempDir
  private Path data;

  private record Example(Path file, String variable, String secret) {
    String value() {
      return switch (variable) {
        case SWITCHES -> "fs1=" + secret + "@192.0.2.1:8021";
        case PG -> "postgresql://ctibar:" + secret + "@127.0.0.1:1/ctibar";
        default -> secret;
      };
    }

    @Override
    public String toString() {
      return file + ": " + variable + " " + secret;
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> found = new ArrayList<>();
    for (Path place : PLACES) {
      try (Stream<Path> files = Files.walk(place)) {
        files.filter(Files::isRegularFile).forEach(file -> found.addAll(examplesOf(file)));
      }
    }
    return found.stream().distinct().toList();
  }

  private static List<Example> examplesOf(Path file) {
    String text = text(file);
    List<Example> found = new ArrayList<>();
    EXAMPLES.forEach((variable, patterns) -> patterns.forEach(pattern -> {
      for (Matcher m = pattern.matcher(text); m.find(); ) {
        found.add(new Example(file, variable, m.group(1)));
      }
    }));
    return found;
  }

  @Test
  void everyKindIsFoundWhereOperatorsCopyFrom() throws IOException {
    Map<Path, List<String>> kinds = examples().stream()
        .collect(Collectors.groupingBy(
            Example::file, Collectors.mapping(Example::variable, Collectors.toList())));

    assertThat(kinds.get(Path.of("docs/operations/systemd/ctibar.env")))
        .containsExactlyInAnyOrder(JWT, METRICS, CLUSTER, SWITCHES, PG);
    assertThat(kinds.get(Path.of("conf/freeswitch/ctibar_vars.xml")))
        .containsExactlyInAnyOrder(FREESWITCH, SWITCHES);
    assertThat(kinds.get(Path.of("README.md"))).contains(SWITCHES, PG);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void anExampleStopsTheNodeAndItsKeyIsNamed(Example example) {
    refused(example.variable(), example.value());
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "CTI_JWT_SECRET,        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, aaaa",
    "CTI_JWT_SECRET,        k3hJ0q,                           k3hJ0q",
    "CTI_JWT_PREVIOUS_SECRETS, 'Xq7Tn2cW9pZr4sVb8kLm3dHf6jGy5aQe, k3hJ0q', k3hJ0q",
    "CTI_JWT_PREVIOUS_SECRETS, change-me-at-least-32-characters-long, change-me",
    "CTI_METRICS_SECRET,    change-me-to-a-long-one,          change-me",
    "CTI_CLUSTER_SECRET,    abababababababab,                 abab",
    "CTI_FREESWITCH_SECRET, 1234123412341234,                 1234",
    "CTI_SWITCHES,          fs1=k3hJ0q@192.0.2.1:8021,        k3hJ0q",
    "CTI_PG_URI,            postgresql://u:k3hJ0q@192.0.2.1/d, k3hJ0q",
    "CTI_PG_URI,            postgresql://u:@192.0.2.1/d,      u:@",
  })
  void aWeakOneStopsTheNodeToo(String variable, String value, String secret) {
    refused(variable, value).hasMessageNotContaining(secret);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "CTI_SWITCHES, fs1=ClueCon@127.0.0.1:1",
    "CTI_SWITCHES, fs1=ClueCon@localhost:1",
    "CTI_SWITCHES, fs1=ClueCon@[::1]:1",
  })
  void onTheMachineItselfTheWellKnownPasswordOfTheEventSocketWillDo(String variable, String value)
      throws Exception {
    Node node = start(Map.of(variable, value));

    assertThat(node.verticles()).contains("gateway");
    stop(node);
  }

  private AbstractThrowableAssert<?, ?> refused(String variable, String value) {
    return assertThatThrownBy(
            () -> stop(start(Map.of(variable, value, "CTI_SIP_DOMAIN", "sip.test"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(KEYS.get(variable) + " (" + variable + "): ");
  }

  private Node start(Map<String, String> secrets) throws Exception {
    PreparedDatabase.into(data);
    Map<String, String> environment = new HashMap<>(secrets);
    environment.put("CTI_HTTP_PORT", "0");
    environment.put("CTI_DATA_DIR", data.toString());
    environment.put(
        "CTI_PG_PROGRAMS_DIR",
        Path.of("target/postgres-programs").toAbsolutePath().toString());
    return await(Node.start(
        Path.of("").toAbsolutePath(), Settings.load(Path.of("conf/ctibar.yaml"), environment)));
  }

  private static void stop(Node node) throws Exception {
    await(node.stop());
  }

  private static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** As shells, systemd and manifests set it. */
  private static Pattern assigned(String variable) {
    return Pattern.compile(variable + "(?:=|, *value: *)[\"']?([^\\s\"'}`<>]+)");
  }

  /** Pictures have no examples. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
