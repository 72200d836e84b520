package org.ctibar.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctibar.bus.Protocol;
import org.ctibar.cluster.LeaseTable.Board;
import org.ctibar.cluster.LeaseTable.NodeRow;
import org.ctibar.config.ConfigException;

/**
 * Whether this node may work beside those that work already. A node that cannot hear the others, but reaches the same
 * database, would else split the cluster.
 */
public final class Admission {
  private static final long MOST_SKEW_MS = 10_000;
  private static final int LOOK_AGAIN_MS = 500;

  private final Vertx vertx;
  private final Members members;
  private final LeaseTable table;
  private final Clock clock;
  private final long leaseMs;

  public Admission(Vertx vertx, Members members, LeaseTable table, Clock clock, LeaseTimes times) {
    this.vertx = vertx;
    this.members = members;
    this.table = table;
    this.clock = clock;
    this.leaseMs = times.lease().toMillis();
  }

  /** @return fails with {@link ConfigException}, which names what stands against it, after at most some leases' time */
  public Future<Void> ask() {
    return ask(System.nanoTime() + 4 * leaseMs * 1_000_000);
  }

  private Future<Void> ask(long deadline) {
    return table.look(leaseMs).compose(board -> {
      Optional<ConfigException> forGood = objection(board);
      if (forGood.isPresent()) {
        return Future.failedFuture(forGood.get());
      }
      List<NodeRow> strangers = strangers(board);
      if (strangers.isEmpty()) {
        return Future.succeededFuture();
      }
      return System.nanoTime() - deadline > 0
          ? Future.failedFuture(unheard(strangers.get(0)))
          : vertx.timer(LOOK_AGAIN_MS).compose(t -> ask(deadline));
    });
  }

  private Optional<ConfigException> objection(Board board) {
    long skew = clock.millis() - board.nowMs();
    if (Math.abs(skew) > MOST_SKEW_MS) {
      return Optional.of(new ConfigException(
          "clock", "is " + skew / 1_000 + " s off that of the database: set this machine's time"));
    }
    return board.nodes().stream()
        .filter(node -> node.protocol() - Protocol.CURRENT > Protocol.NEIGHBOURS)
        .findFirst()
        .map(node -> new ConfigException(
            "version",
            "is too old: node " + node.nodeId() + " speaks protocol " + node.protocol()
                + ", this one " + Protocol.CURRENT));
  }

  /** Those that live by the table, and that this node does not see, or with whom it shares its name. */
  private List<NodeRow> strangers(Board board) {
    Member self = members.self();
    Set<String> seen = members.all().stream()
        .filter(other -> other.equals(self) || !other.nodeId().equals(self.nodeId()))
        .map(Member::name)
        .collect(Collectors.toSet());
    return board.nodes().stream().filter(node -> !seen.contains(node.name())).toList();
  }

  private ConfigException unheard(NodeRow stranger) {
    if (stranger.nodeId().equals(members.self().nodeId())) {
      return new ConfigException(
          "node.id", stranger.nodeId() + " is the name of a node that works already");
    }
    return new ConfigException(
        "cluster.seeds",
        "node " + stranger.nodeId() + " works with the same database"
            + (stranger.address().isEmpty() ? ", alone" : " at " + stranger.address())
            + ", and does not take this one in: is it reached, and is the secret the same?");
  }
}
