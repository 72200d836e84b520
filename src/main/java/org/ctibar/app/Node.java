package org.ctibar.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ctibar.cluster.Cluster;
import org.ctibar.cluster.ClusterConfig;
import org.ctibar.cluster.Members;
import org.ctibar.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: the verticles that its descriptors name. */
public final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** Where a node works, and with whom. */
  record Place(Vertx vertx, Members members, ClusterConfig cluster) {}

  private final Vertx vertx;
  private final NodeParts parts;
  private final Deque<String> deployments = new ArrayDeque<>();
  private final List<String> running = new ArrayList<>();
  private final Promise<Void> returned = Promise.promise();

  private Node(Vertx vertx, NodeParts parts) {
    this.vertx = vertx;
    this.parts = parts;
  }

  /**
   * @param home to which the folders that settings name are relative
   * @return the node when all its verticles serve; fails with {@link org.ctibar.config.ConfigException} on a bad value,
   *     with what stopped a verticle otherwise, and then nothing is left running
   */
  public static Future<Node> start(Path home, Settings settings) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    VertxOptions options = new VertxOptions().setMetricsOptions(metrics());
    UnaryOperator<VertxBuilder> measured =
        builder -> builder.withMetrics(new MicrometerMetricsFactory(meters));
    return Future.succeededFuture(settings)
        .map(ClusterConfig::from)
        .compose(cluster -> place(cluster, options, measured))
        .compose(place -> start(home, settings, meters, place));
  }

  private static Future<Place> place(
      ClusterConfig cluster, VertxOptions options, UnaryOperator<VertxBuilder> measured) {
    if (cluster.clustered()) {
      return Cluster.join(cluster, options, measured)
          .map(joined -> new Place(joined.vertx(), joined, cluster));
    }
    Vertx alone = measured.apply(Vertx.builder().with(options)).build();
    return Future.succeededFuture(new Place(alone, Members.alone(cluster.nodeId()), cluster));
  }

  private static Future<Node> start(
      Path home, Settings settings, PrometheusMeterRegistry meters, Place place) {
    Vertx vertx = place.vertx();
    Node node;
    List<Descriptor> descriptors;
    try {
      node = new Node(vertx, new NodeParts(place, home, settings, meters));
      place.members().onReturned(node.returned::tryComplete);
      descriptors = descriptors(home, settings);
    } catch (RuntimeException e) {
      return vertx.close().transform(closed -> Future.failedFuture(e));
    }
    // Of no event loop: those are gone by the time a failure is told.
    Promise<Node> started = Promise.promise();
    HttpAddress.from(settings)
        .checkFor(descriptors, vertx)
        .compose(free -> node.parts.admission())
        .compose(admitted -> node.deploy(descriptors))
        .onSuccess(serving -> started.complete(node))
        .onFailure(e -> node.stop().onComplete(stopped -> started.fail(e)));
    return started.future();
  }

  /** Lets the pages move, then stops the verticles, the last one first; calls on the switch stay as they are. */
  public Future<Void> stop() {
    Future<?> stopped = parts.leave();
    while (!deployments.isEmpty()) {
      String id = deployments.pop();
      stopped = stopped.eventually(() -> vertx.undeploy(id));
    }
    return stopped.eventually(parts::close).eventually(vertx::close).mapEmpty();
  }

  /** Completes when the others took this node in again after they had gone on without it: it is to be replaced. */
  Future<Void> returned() {
    return returned.future();
  }

  /** Names of the descriptors that are deployed. */
  public Collection<String> verticles() {
    return List.copyOf(running);
  }

  public Vertx vertx() {
    return vertx;
  }

  private Future<?> deploy(List<Descriptor> wanted) {
    Future<?> deployed = Future.succeededFuture();
    for (Descriptor d : wanted) {
      deployed = deployed.compose(before -> deploy(d));
    }
    return deployed.onSuccess(v -> {
      parts.begin(this::verticles);
      LOG.info("Node serves verticles={}", running);
    });
  }

  private Future<Void> deploy(Descriptor d) {
    return parts
        .assemble(d.className())
        .compose(maker ->
            vertx.deployVerticle(maker, new DeploymentOptions().setInstances(d.instances())))
        .onSuccess(id -> {
          deployments.push(id);
          running.add(d.name());
        })
        .mapEmpty();
  }

  private static List<Descriptor> descriptors(Path home, Settings settings) {
    Path folder = home.resolve(settings.root().nonEmpty("verticles"));
    if (!Files.isDirectory(folder)) {
      throw settings.root().problem("verticles", "is no folder: " + folder);
    }
    List<Descriptor> all =
        Descriptor.readAll(folder).stream().filter(d -> wanted(d, settings)).toList();
    if (all.isEmpty()) {
      throw settings
          .root()
          .problem("verticles", "holds no part that this node would have: " + folder);
    }
    return all;
  }

  private static boolean wanted(Descriptor d, Settings settings) {
    for (Map.Entry<String, String> condition : d.when().entrySet()) {
      if (!settings.root().text(condition.getKey()).equals(condition.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Bus and sockets of every frame are not worth their time; requests and pools are. */
  private static MicrometerMetricsOptions metrics() {
    return new MicrometerMetricsOptions()
        .setEnabled(true)
        .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
        .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
        .addDisabledMetricsCategory(MetricsDomain.NET_SERVER);
  }
}
