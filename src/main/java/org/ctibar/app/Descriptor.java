package org.ctibar.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One file of {@code verticles/}: a verticle that this node runs.
 *
 * @param name the file's name without {@code .json}
 * @param needs verticles that must run before, where this node runs them at all
 * @param when settings that must have these values, else the verticle stays away
 */
record Descriptor(
    String name,
    @JsonProperty("class") String className,
    String does,
    int instances,
    List<String> needs,
    Map<String, String> when) {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  Descriptor {
    needs = needs == null ? List.of() : List.copyOf(needs);
    when = when == null ? Map.of() : Map.copyOf(when);
  }

  /**
   * @return in the order of deployment: each after those that it needs
   * @throws IllegalStateException on a file that is no descriptor, or descriptors that need each other in a circle
   */
  static List<Descriptor> readAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return inOrder(files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Descriptor::read)
          .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private static Descriptor read(Path file) {
    try {
      Descriptor d = STRICT.readValue(Files.readString(file), Descriptor.class);
      if (d.className == null || d.instances < 1) {
        throw new IllegalStateException(file + ": a class, and at least one instance");
      }
      String name = file.getFileName().toString().replaceFirst("\\.json$", "");
      return new Descriptor(name, d.className, d.does, d.instances, d.needs, d.when);
    } catch (IOException e) {
      throw new IllegalStateException(file + " is no descriptor: " + e.getMessage(), e);
    }
  }

  private static List<Descriptor> inOrder(List<Descriptor> all) {
    Map<String, Descriptor> left = new LinkedHashMap<>();
    all.forEach(d -> left.put(d.name, d));
    List<Descriptor> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      Descriptor next = left.values().stream()
          .filter(d -> d.needs.stream().noneMatch(left::containsKey))
          .findFirst()
          .orElseThrow(() ->
              new IllegalStateException("verticles need each other in a circle: " + left.keySet()));
      ordered.add(left.remove(next.name));
    }
    return ordered;
  }
}
