package org.ctibar.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One mapping of an imported file. Reading never throws: a fault is noted with its place and a stand-in is returned, so
 * that one run reports them all.
 */
final class Fields {
  private final JsonNode node;
  private final String place;
  private final List<Fault> faults;

  Fields(JsonNode node, String place, List<Fault> faults) {
    this.node = node;
    this.place = place;
    this.faults = faults;
    if (!node.isObject() && !node.isMissingNode()) {
      fault("", "must be a mapping of keys");
    }
  }

  /** Notes every key that is not one of {@code known}: most often a slip of the pen. */
  Fields only(String... known) {
    Set<String> allowed = Set.of(known);
    node.fieldNames().forEachRemaining(name -> {
      if (!allowed.contains(name)) {
        fault(name, "is not a key that is known here");
      }
    });
    return this;
  }

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  String text(String key, Pattern form, String expected) {
    return optionalText(key, form, expected).orElseGet(() -> {
      if (!has(key)) {
        missing(key);
      }
      return "";
    });
  }

  /** Numbers are taken as they are written: {@code extension: 1001} means the text 1001. */
  Optional<String> optionalText(String key, Pattern form, String expected) {
    if (!has(key)) {
      return Optional.empty();
    }
    JsonNode value = node.get(key);
    if ((value.isTextual() || value.isInt()) && form.matcher(value.asText()).matches()) {
      return Optional.of(value.asText());
    }
    fault(key, expected);
    return Optional.empty();
  }

  int number(String key, int fallback, int min, int max) {
    if (!has(key)) {
      return fallback;
    }
    JsonNode value = node.get(key);
    if (value.isInt() && value.intValue() >= min && value.intValue() <= max) {
      return value.intValue();
    }
    fault(key, "must be a whole number from " + min + " to " + max);
    return fallback;
  }

  Optional<Boolean> flag(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (!node.get(key).isBoolean()) {
      fault(key, "must be true or false");
    }
    return Optional.of(node.get(key).asBoolean());
  }

  /** A mapping of plain texts; numbers and flags count as their texts. */
  Map<String, String> texts(String key, int mostBytes) {
    if (!has(key)) {
      return Map.of();
    }
    JsonNode mapping = node.get(key);
    if (!mapping.isObject()) {
      fault(key, "must be a mapping of texts");
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    mapping.properties().forEach(entry -> {
      if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
        fault(key + "." + entry.getKey(), "must be a text");
      }
      texts.put(entry.getKey(), entry.getValue().asText());
    });
    if (mapping.toString().getBytes(StandardCharsets.UTF_8).length > mostBytes) {
      fault(key, "may have at most " + mostBytes + " bytes");
    }
    return texts;
  }

  /** A text that {@code parse} accepts, by throwing no IllegalArgumentException. */
  <T> T parsed(String key, T fallback, Function<String, T> parse, String expected) {
    if (!has(key)) {
      return fallback;
    }
    try {
      return parse.apply(node.get(key).asText());
    } catch (IllegalArgumentException e) {
      fault(key, expected);
      return fallback;
    }
  }

  /** The mappings of a list; none if the key is absent. */
  List<Fields> list(String key) {
    return elements(key).stream()
        .map(element -> new Fields(element.node(), element.place(), faults))
        .toList();
  }

  /** An element of a list that may be other than a mapping. */
  record Element(JsonNode node, String place) {}

  List<Element> elements(String key) {
    if (!has(key)) {
      return List.of();
    }
    JsonNode list = node.get(key);
    if (!list.isArray()) {
      fault(key, "must be a list");
      return List.of();
    }
    return IntStream.range(0, list.size())
        .mapToObj(i -> new Element(list.get(i), path(key) + "[" + i + "]"))
        .toList();
  }

  void fault(String key, String problem) {
    faults.add(Fault.malformed(path(key), problem));
  }

  void missing(String key) {
    faults.add(Fault.at(path(key), Fault.Kind.MISSING, "is missing"));
  }

  String path(String key) {
    if (place.isEmpty() || key.isEmpty()) {
      return place + key;
    }
    return place + "." + key;
  }
}
