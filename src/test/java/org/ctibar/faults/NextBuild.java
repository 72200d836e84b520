package org.ctibar.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** This checkout built once more, as a version that knows one field more in some messages. */
final class NextBuild {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path SOURCES = HERE.resolve("src/main/java");
  private static final Path CLASSES = HERE.resolve("target/classes");
  private static final String FIELD = "inTheNextVersion";
  private static final Map<String, List<String>> MESSAGES = Map.of(
      "org/ctibar/bus/agent/AgentCommand.java", List.of("CallProgress", "Offer"),
      "org/ctibar/bus/call/CallCommand.java", List.of("Ring", "HangUp"),
      "org/ctibar/bus/queue/QueueCommand.java", List.of("Leave", "OfferEnded"),
      "org/ctibar/bus/agent/AgentChanged.java", List.of("AgentChanged"));

  private NextBuild() {}

  /** @return where its nodes can be started */
  static Path make() throws IOException {
    Path home =
        Files.createDirectories(HERE.resolve("target").resolve(Fleet.FOLDER).resolve("next"));
    Path classes = compiled(home);
    for (String folder : List.of("conf", "verticles", "webroot")) {
      link(home.resolve(folder), HERE.resolve(folder));
    }
    Path library = home.resolve("scripts/lib.sh"); // finds its home by where it lies
    Files.createDirectories(library.getParent());
    Files.copy(HERE.resolve("scripts/lib.sh"), library, StandardCopyOption.REPLACE_EXISTING);
    Path target = Files.createDirectories(home.resolve("target"));
    linkJars(target.resolve("lib"));
    Path jar = target.resolve("ctibar.jar");
    Files.copy(HERE.resolve("target/ctibar.jar"), jar, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            inside.getPath(classes.relativize(file).toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return home;
  }

  /** Java would know each twice, by its link and by its own name, were the folder a symbolic link. */
  private static void linkJars(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> jars = Files.list(HERE.resolve("target/lib"))) {
      for (Path jar : jars.toList()) {
        Path link = folder.resolve(jar.getFileName());
        Files.deleteIfExists(link);
        Files.createLink(link, jar);
      }
    }
  }

  private static void link(Path link, Path to) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, to);
  }

  private static Path compiled(Path home) throws IOException {
    Path sources = home.resolve("src");
    List<Path> changed = new ArrayList<>();
    for (Map.Entry<String, List<String>> message : MESSAGES.entrySet()) {
      String text = Files.readString(SOURCES.resolve(message.getKey()));
      for (String record : message.getValue()) {
        text = withField(text, record);
      }
      Path file = sources.resolve(message.getKey());
      Files.createDirectories(file.getParent());
      changed.add(Files.writeString(file, text));
    }
    Path classes = Files.createDirectories(home.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-d", classes.toString(), "-cp", classPath());
      if (!compiler
          .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(changed))
          .call()) {
        throw new IllegalStateException("the next version does not compile");
      }
    }
    return classes;
  }

  private static String classPath() throws IOException {
    try (Stream<Path> jars = Files.list(HERE.resolve("target/lib"))) {
      return Stream.concat(Stream.of(CLASSES), jars)
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /** Who makes such a message as before says {@code "new"} in the field. */
  private static String withField(String text, String record) {
    Matcher found = Pattern.compile(
            "(record " + record + "\\()([^()]*(?:\\([^()]*\\)[^()]*)*)(\\)[^{]*\\{)")
        .matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no such message: " + record);
    }
    String fields = found.group(2).strip();
    List<String> names = new ArrayList<>();
    Matcher name = Pattern.compile("(\\w+)\\s*(?:,|$)").matcher(fields.replaceAll("<[^>]*>", ""));
    while (name.find()) {
      names.add(name.group(1));
    }
    String before = "public " + record + "(" + fields + ") { this(" + String.join(", ", names)
        + ", \"new\"); }\n";
    return text.substring(0, found.start())
        + found.group(1) + fields + ", String " + FIELD + found.group(3) + "\n" + before
        + text.substring(found.end());
  }
}
