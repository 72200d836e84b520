package org.ctibar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP ports on which this process listens, as Linux tells in {@code /proc}; none elsewhere. */
final class ListeningPorts {
  private static final Path SELF = Path.of("/proc/self");
  private static final String LISTEN = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private ListeningPorts() {}

  static Set<Integer> ours() {
    if (!Files.isDirectory(SELF.resolve("fd"))) {
      return Set.of();
    }
    Set<String> sockets = sockets();
    Set<Integer> ports = new HashSet<>();
    for (String table : new String[] {"net/tcp", "net/tcp6"}) {
      lines(SELF.resolve(table))
          .map(line -> line.strip().split("\\s+"))
          .filter(row -> row.length > INODE && row[STATE].equals(LISTEN))
          .filter(row -> sockets.contains("socket:[" + row[INODE] + "]"))
          .forEach(row -> ports.add(port(row[LOCAL_ADDRESS])));
    }
    return ports;
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }

  private static Set<String> sockets() {
    try (Stream<Path> open = Files.list(SELF.resolve("fd"))) {
      return open.map(ListeningPorts::target)
          .filter(target -> target.startsWith("socket:"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.exists(table) ? Files.readAllLines(table).stream() : Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
