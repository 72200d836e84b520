package org.ctibar.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ctibar.bus.Voices;
import org.ctibar.config.ConfigException;

/** This node's Vert.x among those of the other nodes. */
public final class Cluster implements Members {
  private static final int CONNECT_TIMEOUT_MS = 1_000;

  private record Listener(Context context, Consumer<Member> handler) {
    void hear(Member member) {
      context.runOnContext(v -> handler.accept(member));
    }
  }

  private static final int LOOK_AGAIN_MS = 250;
  private static final int LOOKS = 120;

  private final Vertx vertx;
  private final Member self;
  private final HazelcastInstance hazelcast;
  private volatile boolean backedUp;
  private final CopyOnWriteArrayList<Listener> onLeft = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Listener> onJoined = new CopyOnWriteArrayList<>();

  private Cluster(Vertx vertx, Member self, HazelcastInstance hazelcast) {
    this.vertx = vertx;
    this.self = self;
    this.hazelcast = hazelcast;
    Voices voices = Voices.of(vertx);
    voices.speakAs(self.nodeName());
    hazelcast.getCluster().addMembershipListener(new MembershipListener() {
      @Override
      public void memberAdded(MembershipEvent event) {
        tell(onJoined, event.getMember());
      }

      @Override
      public void memberRemoved(MembershipEvent event) {
        voices.silence(member(event.getMember()).nodeName());
        tell(onLeft, event.getMember());
      }
    });
  }

  /**
   * @param options of the Vert.x; the event bus of it is set here
   * @param builder adds what else the Vert.x has, such as metrics
   * @return fails with {@link ConfigException} if the cluster's port cannot be listened on
   */
  public static Future<Cluster> join(
      ClusterConfig config, VertxOptions options, UnaryOperator<VertxBuilder> builder) {
    ClusterSecret secret = new ClusterSecret(config.secret());
    Member self = Member.born(config.nodeId(), config.address());
    HazelcastClusterManager manager =
        new HazelcastClusterManager(HazelcastSettings.of(config, self, secret.clusterName()));
    options.setEventBusOptions(new EventBusOptions()
        .setHost(config.host())
        .setPort(config.busPort())
        .setConnectTimeout(CONNECT_TIMEOUT_MS)
        .setSsl(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setKeyCertOptions(secret.certificate())
        .setTrustOptions(secret.trust()));
    return builder
        .apply(Vertx.builder().with(options))
        .withClusterManager(manager)
        .buildClustered()
        .map(vertx -> new Cluster(vertx, self, manager.getHazelcastInstance()))
        .onSuccess(joined -> joined.awaitBackups(LOOKS))
        .recover(e -> Future.failedFuture(readable(config, e)));
  }

  public Vertx vertx() {
    return vertx;
  }

  @Override
  public Member self() {
    return self;
  }

  @Override
  public Set<Member> all() {
    return hazelcast.getCluster().getMembers().stream()
        .map(Cluster::member)
        .collect(Collectors.toSet());
  }

  @Override
  public void onLeft(Consumer<Member> listener) {
    onLeft.add(new Listener(vertx.getOrCreateContext(), listener));
  }

  @Override
  public void onJoined(Consumer<Member> listener) {
    onJoined.add(new Listener(vertx.getOrCreateContext(), listener));
  }

  @Override
  public boolean backedUp() {
    return backedUp;
  }

  /** Hazelcast copies in the background; a cluster that never comes to rest keeps nobody out. */
  private void awaitBackups(int looksLeft) {
    vertx
        .executeBlocking(() -> hazelcast.getPartitionService().isClusterSafe(), false)
        .otherwise(false)
        .onSuccess(safe -> {
          if (safe || looksLeft == 0) {
            backedUp = true;
          } else if (hazelcast.getLifecycleService().isRunning()) {
            vertx.setTimer(LOOK_AGAIN_MS, t -> awaitBackups(looksLeft - 1));
          }
        });
  }

  @Override
  public void onReturned(Runnable listener) {
    Context context = vertx.getOrCreateContext();
    hazelcast.getLifecycleService().addLifecycleListener(event -> {
      if (event.getState() == LifecycleState.MERGED) {
        context.runOnContext(v -> listener.run());
      }
    });
  }

  private static void tell(
      CopyOnWriteArrayList<Listener> listeners, com.hazelcast.cluster.Member of) {
    listeners.forEach(listener -> listener.hear(member(of)));
  }

  private static Member member(com.hazelcast.cluster.Member of) {
    String name = of.getAttribute(HazelcastSettings.NAME);
    String address = of.getAttribute(HazelcastSettings.ADDRESS);
    return new Member(
        name == null ? of.getUuid() + "#" : name,
        address == null ? null : ClusterConfig.HostPort.parse(address).orElse(null));
  }

  private static Throwable readable(ClusterConfig config, Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof java.net.BindException
          || String.valueOf(e.getMessage()).contains("in use")) {
        return new ConfigException(
            "cluster.port", config.address() + " is taken by another program");
      }
    }
    return failure;
  }
}
