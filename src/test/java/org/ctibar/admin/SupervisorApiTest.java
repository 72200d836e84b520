package org.ctibar.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SupervisorApiTest {
  @Test
  void servesWhatTheContractNamesAndNothingElse() throws IOException {
    Vertx vertx = Vertx.vertx();
    Door door = new Door(null);
    SupervisorApi api = new SupervisorApi(
        new CallsApi(door, null, null, Clock.systemUTC()), new DirectoryApi(door, null, null));

    Set<String> served = new TreeSet<>();
    api.routes(vertx, null).getRoutes().stream()
        .flatMap(SupervisorApiTest::operations)
        .forEach(served::add);
    served.add("POST /base/auth");

    assertThat(served).isEqualTo(named());
    vertx.close();
  }

  private static Stream<String> operations(Route route) {
    String path = route.getPath().replaceAll(":([a-z]+)", "{$1}");
    return route.methods().stream().map(method -> method.name() + " " + path);
  }

  private static Set<String> named() throws IOException {
    Set<String> named = new TreeSet<>();
    JsonNode file =
        new YAMLMapper().readTree(Path.of("docs/protocol/openapi.yaml").toFile());
    file.get("paths")
        .properties()
        .forEach(path -> path.getValue().properties().stream()
            .filter(operation -> operation.getValue().isObject())
            .forEach(operation ->
                named.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return named;
  }
}
