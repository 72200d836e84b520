package org.ctibar.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a node in the folder that {@code -Dctibar.home} names, or in the present one. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int STOP_WITHIN_S = 15;

  private Main() {}

  public static void main(String[] args) {
    Path home = Path.of(System.getProperty("ctibar.home", "")).toAbsolutePath();
    try {
      Map<String, String> environment = System.getenv();
      Settings settings = Settings.load(home.resolve("conf/ctibar.yaml"), environment);
      settings
          .unknownVariables(environment)
          .forEach(name -> LOG.warn("Environment variable means nothing here name={}", name));
      NodeKeeper keeper = new NodeKeeper(() -> Node.start(home, settings));
      keeper.start().onSuccess(v -> stopAtTheEnd(keeper)).onFailure(Main::giveUp);
    } catch (RuntimeException e) {
      giveUp(e);
    }
  }

  private static void stopAtTheEnd(NodeKeeper keeper) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(
            () -> {
              CountDownLatch stopped = new CountDownLatch(1);
              keeper.stop().onComplete(v -> stopped.countDown());
              try {
                stopped.await(STOP_WITHIN_S, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop"));
  }

  private static void giveUp(Throwable reason) {
    if (reason instanceof ConfigException) {
      LOG.error("Node does not start: {}", reason.getMessage());
    } else {
      LOG.error("Node does not start", reason);
    }
    System.exit(1);
  }
}
