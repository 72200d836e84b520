package org.ctibar.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All settings of a node: {@code conf/ctibar.yaml}, which holds every key with its default, and above it the
 * environment. The variable of {@code http.maxBodyBytes} is {@code CTI_HTTP_MAX_BODY_BYTES}.
 */
public final class Settings {
  /** Read by conf/logback.xml and by scripts/. */
  private static final Set<String> KNOWN_ELSEWHERE = Set.of("CTI_LOG_LEVEL", "CTI_JAVA_OPTS");

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param file YAML, at most sections of scalars; a list is written as a comma-separated text
   * @param environment usually {@link System#getenv()}
   * @throws ConfigException if the file cannot be read or nests deeper
   */
  public static Settings load(Path file, Map<String, String> environment) {
    Map<String, String> values = new TreeMap<>();
    flatten("", read(file), values);
    for (String key : Set.copyOf(values.keySet())) {
      String override = environment.get(environmentName(key));
      if (override != null) {
        values.put(key, override);
      }
    }
    return new Settings(values);
  }

  /** The keys below {@code name}; an unknown section is empty, so that each of its keys is reported missing. */
  public Section section(String name) {
    return new Section(name + ".", values);
  }

  /** The keys that stand outside every section. */
  public Section root() {
    return new Section("", values);
  }

  /** {@code CTI_*} variables that override nothing: most often a slip of the pen. */
  public Set<String> unknownVariables(Map<String, String> environment) {
    Set<String> unknown = new TreeSet<>();
    environment.keySet().stream().filter(v -> v.startsWith("CTI_")).forEach(unknown::add);
    values.keySet().forEach(key -> unknown.remove(environmentName(key)));
    unknown.removeAll(KNOWN_ELSEWHERE);
    return unknown;
  }

  static String environmentName(String key) {
    return "CTI_"
        + key.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .replace('.', '_')
            .toUpperCase(java.util.Locale.ROOT);
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read settings from " + file, e);
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    if (!(node instanceof ObjectNode object)) {
      throw new ConfigException(prefix, "expected a section of keys");
    }
    object.properties().forEach(entry -> {
      String key = prefix + entry.getKey();
      if (entry.getValue().isValueNode()) {
        into.put(key, entry.getValue().asText(""));
      } else {
        flatten(key + ".", entry.getValue(), into);
      }
    });
  }
}
