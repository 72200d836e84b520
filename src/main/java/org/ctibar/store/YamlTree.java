package org.ctibar.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.regex.Pattern;

/** Reads YAML without its taste for numbers: {@code 0211} is a telephone number, not the octal 137. */
final class YamlTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern COUNT = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

  private YamlTree() {}

  /**
   * @return a missing node for an empty text
   * @throws com.fasterxml.jackson.core.JsonProcessingException with line and column of what is no YAML
   */
  static JsonNode read(String yaml) throws IOException {
    try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      JsonToken first = parser.nextToken();
      JsonNode tree = first == null ? MissingNode.getInstance() : node(parser, first);
      return tree.isNull() ? MissingNode.getInstance() : tree;
    }
  }

  private static JsonNode node(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> scalar(parser.getText(), token);
    };
  }

  private static JsonNode scalar(String text, JsonToken token) {
    boolean count = token == JsonToken.VALUE_NUMBER_INT && COUNT.matcher(text).matches();
    return count ? IntNode.valueOf(Integer.parseInt(text)) : NODES.textNode(text);
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      object.set(key, node(parser, parser.nextToken()));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(node(parser, token));
    }
    return array;
  }
}
