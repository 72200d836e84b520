package org.ctibar.verify.security;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctibar.outside.Pace;

/** Those who take their time, and those who write to the log. */
final class PatienceChecks {
  private static final Duration A_BYTE_EACH = Duration.ofMillis(500);
  private static final int FLOOD_REQUESTS = 400;
  private static final long MOST_LOG_BYTES = 50_000;

  private final Target target;
  private final Optional<Path> log;

  PatienceChecks(Target target, Optional<Path> log) {
    this.target = target;
    this.log = log;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("a header that comes byte by byte ends its connection", this::slowHeader));
    log.ifPresent(
        file -> checks.add(new Check("bad requests leave a short log", () -> logFlood(file))));
    return checks;
  }

  private Optional<String> slowHeader() throws IOException {
    try (Socket socket = target.connect()) {
      socket
          .getOutputStream()
          .write((target.head("GET", "/") + "X: ").getBytes(StandardCharsets.UTF_8));
      long deadline = System.nanoTime() + VerifySecurity.PATIENCE.toNanos();
      socket.setSoTimeout(1);
      while (System.nanoTime() < deadline) {
        try {
          socket.getOutputStream().write('x');
          if (Target.ends(socket, A_BYTE_EACH)) {
            return Check.held();
          }
        } catch (SocketException closed) {
          return Check.held();
        }
      }
      return Check.fell("still open after " + VerifySecurity.PATIENCE.toSeconds() + " s");
    }
  }

  private Optional<String> logFlood(Path file) throws IOException {
    long before = Files.size(file);
    for (String request : List.of(
        target.head("GET", "/%zz") + "\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        target.head("GET", "/") + "Range: bytes=999999999-\r\n\r\n",
        target.head("GET", "/sockjs/000/verify/websocket")
            + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n")) {
      try (Socket socket = target.connect()) {
        Target.say(socket, request.repeat(FLOOD_REQUESTS).getBytes(StandardCharsets.UTF_8));
      }
    }
    Pace.sleep(Duration.ofSeconds(2)); // the count of what was left out is written each second
    long grown = Files.size(file) - before;
    return Check.fellIf(grown > MOST_LOG_BYTES, "the log grew by " + grown + " bytes");
  }
}
