package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** docs/protocol/openapi.yaml. */
final class RestContract {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  private final JsonObject document;

  /** @param template as the file has it: {@code /people/{key}} */
  record Operation(HttpMethod method, String template) {
    String path(String parameter) {
      return template.replaceAll("\\{[a-z]+}", parameter);
    }
  }

  private RestContract(JsonObject document) {
    this.document = document;
  }

  static RestContract read() {
    try {
      JsonNode tree =
          new YAMLMapper().readTree(Path.of("docs/protocol/openapi.yaml").toFile());
      return new RestContract(new JsonObject(tree.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Operation> operations() {
    return paths().stream()
        .flatMap(path -> METHODS.stream()
            .filter(paths().getJsonObject(path.getKey())::containsKey)
            .map(method ->
                new Operation(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path.getKey())))
        .toList();
  }

  /** Asserts that an answer is what the file says of it. */
  void requireValid(String path, String method, String status, JsonObject answer) {
    JsonObject response = resolved(paths()
        .getJsonObject("/" + path)
        .getJsonObject(method)
        .getJsonObject("responses")
        .getJsonObject(status));
    JsonObject schema =
        response.getJsonObject("content").getJsonObject("application/json").getJsonObject("schema");
    JsonObject whole = schema.copy().put("components", document.getJsonObject("components"));
    OutputUnit result = Validator.create(
            JsonSchema.of(whole),
            new JsonSchemaOptions().setBaseUri("app://").setDraft(Draft.DRAFT202012))
        .validate(answer);
    assertThat(result.getValid())
        .as("%s %s: %s %s", method, path, answer, result.toJson())
        .isTrue();
  }

  private JsonObject resolved(JsonObject node) {
    String reference = node.getString("$ref");
    return reference == null
        ? node
        : Stream.of(reference.substring(2).split("/"))
            .reduce(document, JsonObject::getJsonObject, (a, b) -> b);
  }

  private JsonObject paths() {
    return document.getJsonObject("paths");
  }
}
