package org.ctibar.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a figure depends on besides the code. */
final class Machine {
  private Machine() {}

  static JsonObject describe(Path home) {
    return new JsonObject()
        .put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("commit", output(home, "git", "describe", "--always", "--dirty"))
        .put("processor", Runtime.getRuntime().availableProcessors() + " × " + processor())
        .put("memory", line(Path.of("/proc/meminfo"), "MemTotal"))
        .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("load", load())
        .put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version())
        .put("node jvm", System.getenv().getOrDefault("CTI_JAVA_OPTS", "no options"))
        .put(
            "bench jvm", String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()))
        .put("libraries", libraries());
  }

  /** Processes that wait for a processor, over the last minute: above the number of processors, others are at work. */
  static String load() {
    return String.format(
        Locale.ROOT, "%.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String processor() {
    String name = line(Path.of("/proc/cpuinfo"), "model name");
    return name.isEmpty() ? System.getProperty("os.arch") : name;
  }

  private static String libraries() {
    return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .map(entry -> Path.of(entry).getFileName().toString())
        .filter(name -> name.matches("(vertx-core|netty-transport|jackson-databind)-[0-9].*[.]jar"))
        .map(name -> name.replace(".jar", ""))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String line(Path file, String key) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException notLinux) {
      return "";
    }
  }

  private static String output(Path home, String... command) {
    try {
      Process process = new ProcessBuilder(command).directory(home.toFile()).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException noGit) {
      return "";
    }
  }
}
