package org.ctibar.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A port of this machine on which nobody listens, and which no other test process is given as long as this one lives. */
public final class FreePort {
  /** Below the range from which systems take ports for outgoing connections: those would take one away again. */
  private static final int FIRST = 11_000;

  private static final int END = 15_000;
  private static final Path CLAIMS = Path.of(
      System.getProperty("java.io.tmpdir"), "ctibar-ports-" + System.getProperty("user.name"));
  /** By port, a file that is locked; the system unlocks it when this process ends. */
  private static final Map<Integer, FileChannel> CLAIMED = new HashMap<>();

  private FreePort() {}

  public static synchronized int any() {
    try {
      Files.createDirectories(CLAIMS);
      int port = random();
      while (!isFree(port) || !claim(port)) {
        port = random();
      }
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int random() {
    return ThreadLocalRandom.current().nextInt(FIRST, END);
  }

  private static boolean claim(int port) throws IOException {
    if (CLAIMED.containsKey(port)) {
      return false;
    }
    Path file = CLAIMS.resolve(String.valueOf(port));
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return false;
    }
    CLAIMED.put(port, channel);
    return true;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
