package org.ctibar.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctibar.outside.FreePort;

/** Debian's nginx with the example of the operators' documents, in front of one node, without TLS. */
final class Nginx implements AutoCloseable {
  private static final Path EXAMPLE = Path.of("docs/operations/nginx/ctibar.conf");

  final int port = FreePort.any();
  private final Process process;

  /** @return empty where nginx is not installed */
  static Optional<Path> program() {
    return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  Nginx(Path folder, int nodePort) {
    try {
      Path config = Files.writeString(folder.resolve("nginx.conf"), config(folder, nodePort));
      process = new ProcessBuilder(
              program().orElseThrow().toString(), "-p", folder.toString(), "-c", config.toString())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("out.log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String config(Path folder, int nodePort) throws IOException {
    String example = Files.readString(EXAMPLE)
        .replace("127.0.0.1:9999", "127.0.0.1:" + nodePort)
        .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
        .replace("/var/log/nginx/ctibar.log", folder.resolve("access.log").toString())
        .replaceAll("(?m)^ *ssl_.*$", "");
    String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        .map(kind -> kind + "_temp_path " + folder.resolve(kind) + ";\n")
        .reduce("", String::concat);
    return "daemon off;\nmaster_process off;\nuser root;\npid " + folder.resolve("pid")
        + ";\nerror_log " + folder.resolve("error.log") + " info;\nevents {}\nhttp {\n" + temporary
        + example + "}\n";
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nginx goes on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
