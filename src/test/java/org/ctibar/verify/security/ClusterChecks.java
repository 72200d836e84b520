package org.ctibar.verify.security;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The port on which nodes of a cluster listen for one another. */
final class ClusterChecks {
  private static final Duration UNHEARD_FOR = Duration.ofSeconds(10);
  private static final int GARBAGE_BYTES = 4_096;

  private final Target target;
  private final int port;

  ClusterChecks(Target target, int port) {
    this.target = target;
    this.port = port;
  }

  List<Check> all() {
    return List.of(
        new Check("a stranger who is silent at the cluster's port is sent away", this::silence),
        new Check("a stranger who speaks Hazelcast there is not heard", this::hazelcast),
        new Check("nor one who sends anything", this::garbage));
  }

  private Optional<String> silence() throws IOException {
    return saying(new byte[0]);
  }

  private Optional<String> hazelcast() throws IOException {
    return saying("HZC".getBytes(StandardCharsets.US_ASCII));
  }

  private Optional<String> garbage() throws IOException {
    byte[] bytes = new byte[GARBAGE_BYTES];
    new Random(1).nextBytes(bytes);
    return saying(bytes);
  }

  private Optional<String> saying(byte[] bytes) throws IOException {
    try (Socket socket = target.connect(port)) {
      socket.getOutputStream().write(bytes);
      return Check.fellIf(!Target.ends(socket, UNHEARD_FOR), "the connection stays open");
    }
  }
}
