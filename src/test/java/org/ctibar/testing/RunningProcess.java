package org.ctibar.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** @param command of the program, for people */
record RunningProcess(long pid, String command) {
  /** Set by Surefire, another value in each test process. Inherited by servers that leave their parent, too. */
  private static final String MARK = "CTIBAR_TEST_PROCESS";

  private static final Path PROC = Path.of("/proc");

  static Set<RunningProcess> ours() {
    Stream<ProcessHandle> descendants = ProcessHandle.current().descendants();
    String mark = System.getenv(MARK);
    Stream<ProcessHandle> found = mark == null || !Files.isDirectory(PROC.resolve("self"))
        ? descendants
        : Stream.concat(descendants, ProcessHandle.allProcesses().filter(marked(mark)));
    return found
        .filter(process -> process.isAlive() && !process.equals(ProcessHandle.current()))
        .map(process ->
            new RunningProcess(process.pid(), process.info().command().orElse("?")))
        .filter(process -> !process.command.equals("?")) // has ended meanwhile
        .collect(Collectors.toSet());
  }

  private static Predicate<ProcessHandle> marked(String mark) {
    String entry = MARK + "=" + mark;
    return process -> environment(process.pid()).anyMatch(entry::equals);
  }

  private static Stream<String> environment(long pid) {
    try {
      Path file = PROC.resolve(pid + "/environ");
      return Arrays.stream(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException e) {
      return Stream.empty(); // has ended, or is somebody else's
    }
  }
}
