package org.ctibar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration LATER = Duration.ofSeconds(30);

  private final Resources before = Resources.now();

  @Test
  void passesWhereNothingIsLeft() {
    nothingIsLeft(AT_ONCE);
  }

  @Test
  void namesAThreadThatGoesOn() {
    CountDownLatch end = new CountDownLatch(1);
    Thread left = new Thread(() -> awaitQuietly(end), "left-behind");
    left.start();
    assertThatThrownBy(() -> nothingIsLeft(AT_ONCE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("threads=[left-behind]");
    end.countDown();
    nothingIsLeft(LATER);
  }

  @Test
  void doesNotMindADaemonThread() {
    CountDownLatch end = new CountDownLatch(1);
    Thread daemon = new Thread(() -> awaitQuietly(end), "daemon");
    daemon.setDaemon(true);
    daemon.start();
    nothingIsLeft(AT_ONCE);
    end.countDown();
  }

  @Test
  void namesAPortThatIsStillOpen() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "ports are seen on Linux only");
    try (ServerSocket left = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> nothingIsLeft(AT_ONCE))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ports=[" + left.getLocalPort() + "]");
    }
    nothingIsLeft(LATER);
  }

  @Test
  void namesAProcessThatGoesOn() throws Exception {
    Process left = new ProcessBuilder("sleep", "60").start();
    try {
      assertThatThrownBy(() -> nothingIsLeft(AT_ONCE))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("pid=" + left.pid());
    } finally {
      left.destroyForcibly().waitFor();
    }
    nothingIsLeft(LATER);
  }

  @Test
  void doesNotMindWhatIsKept() {
    CountDownLatch end = new CountDownLatch(1);
    Thread kept = Kept.open(() -> {
      Thread thread = new Thread(() -> awaitQuietly(end), "kept");
      thread.start();
      return thread;
    });
    assertThat(Resources.now().minus(before).threads()).contains(kept);
    nothingIsLeft(AT_ONCE);
    end.countDown();
  }

  private void nothingIsLeft(Duration within) {
    LeakCheck.nothingIsLeft(before, Resources::now, within);
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
