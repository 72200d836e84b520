package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctibar.config.Settings;
import org.junit.jupiter.api.Test;

/** What operators are given speaks of settings and metrics that there are. */
class OperationsFilesTest {
  private static final Pattern METRIC = Pattern.compile("\\bctibar_[a-z_]+");
  private static final Pattern METER = Pattern.compile("\"(ctibar\\.[a-z.]+)\"");
  private static final Pattern SETTING = Pattern.compile("\\bCTI_[A-Z0-9_]+");

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(folder))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    for (Matcher m = pattern.matcher(text); m.find(); ) {
      found.add(m.group(m.groupCount()));
    }
    return found;
  }

  /** As Prometheus sees it: a counter ends in {@code _total}. */
  private static Set<String> exported() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path source : files("src/main/java")) {
      all(METER, read(source)).forEach(meter -> {
        names.add(meter.replace('.', '_'));
        names.add(meter.replace('.', '_') + "_total");
      });
    }
    return names;
  }

  @Test
  void theDashboardAndTheAlertsAskForMetricsThatNodesExport() throws IOException {
    String dashboard = read(Path.of("conf/grafana/ctibar.json"));
    String alerts = read(Path.of("conf/grafana/alerts.yaml"));

    assertThat(new JsonObject(dashboard).getJsonArray("panels")).isNotEmpty();
    assertThat(exported()).containsAll(all(METRIC, dashboard));
    assertThat(exported()).containsAll(all(METRIC, alerts));
  }

  @Test
  void everyAlertSaysWhatToDo() throws IOException {
    JsonNode rules =
        new YAMLMapper().readTree(read(Path.of("conf/grafana/alerts.yaml"))).at("/groups/0/rules");

    assertThat(rules).isNotEmpty();
    for (JsonNode rule : rules) {
      assertThat(List.of("/alert", "/expr", "/for", "/labels/severity", "/annotations/summary"))
          .as("%s", rule)
          .allMatch(field -> !rule.at(field).asText().isBlank());
      assertThat(rule.at("/annotations/action").asText()).as("%s", rule).isNotBlank();
    }
  }

  @Test
  void examplesNameSettingsThatThereAre() throws IOException {
    Settings settings = Settings.load(Path.of("conf/ctibar.yaml"), Map.of());
    for (Path file : files("docs/operations")) {
      Map<String, String> named =
          all(SETTING, read(file)).stream().collect(Collectors.toMap(name -> name, name -> ""));
      assertThat(settings.unknownVariables(named)).as(file.toString()).isEmpty();
    }
  }

  @Test
  void theManifestsAreWholeDocuments() throws IOException {
    for (Path file : files("docs/operations/kubernetes")) {
      YAMLMapper yaml = new YAMLMapper();
      List<JsonNode> documents = yaml.readerFor(JsonNode.class)
          .<JsonNode>readValues(yaml.getFactory().createParser(read(file)))
          .readAll();
      assertThat(documents).as(file.toString()).isNotEmpty();
      assertThat(documents)
          .allMatch(d ->
              d.has("kind") && d.has("apiVersion") && d.at("/metadata/name").isTextual());
    }
  }
}
