package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No recording is forgotten: each is played, or named among those that wait for a later feature. */
class TraceIndexTest {

  @Test
  void everyTraceIsListedOnce() throws IOException {
    List<String> listed =
        Stream.concat(names("PLAYED.txt").stream(), names("LATER.txt").stream()).toList();

    assertThat(listed).doesNotHaveDuplicates();
    assertThat(listed).containsAll(present());
  }

  @Test
  void everyTraceListedAsPlayedIsThere() throws IOException {
    assertThat(present()).containsAll(names("PLAYED.txt"));
  }

  private static List<String> names(String list) throws IOException {
    return Files.readAllLines(Trace.FOLDER.resolve(list)).stream()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static List<String> present() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.walk(Trace.FOLDER)) {
      return files
          .map(file -> Trace.FOLDER.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".jsonl"))
          .map(name -> name.substring(0, name.length() - ".jsonl".length()))
          .toList();
    }
  }
}
