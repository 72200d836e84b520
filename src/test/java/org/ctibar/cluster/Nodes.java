package org.ctibar.cluster;

import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ctibar.cluster.ClusterConfig.HostPort;
import org.ctibar.outside.FreePort;

/** Clustered nodes in one process, on free ports. */
public final class Nodes implements AutoCloseable {
  static final LeaseTimes QUICK =
      new LeaseTimes(Duration.ofMillis(900), Duration.ofMillis(300), Duration.ZERO);
  private static final int START_WITHIN_S = 60;

  private final List<HostPort> seeds = new ArrayList<>();
  private final List<Cluster> started = new ArrayList<>();

  public Nodes(int count) {
    for (int i = 0; i < count; i++) {
      seeds.add(new HostPort("127.0.0.1", FreePort.any()));
    }
  }

  public Cluster start(int index, String secret) throws Exception {
    return start(config(index, secret));
  }

  Cluster start(ClusterConfig config) throws Exception {
    Cluster cluster = get(Cluster.join(config, new VertxOptions(), builder -> builder));
    started.add(cluster);
    return cluster;
  }

  ClusterConfig config(int index, String secret) {
    return new ClusterConfig(
        "n" + (index + 1), "127.0.0.1", seeds.get(index).port(), 0, seeds, secret, QUICK);
  }

  public static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(START_WITHIN_S, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws TimeoutException {
    for (Cluster cluster : started) {
      cluster.vertx().close().await(START_WITHIN_S, TimeUnit.SECONDS);
    }
  }
}
