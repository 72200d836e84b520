package org.ctibar.cluster;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where all nodes agree who owns what. Every future fails with UNAVAILABLE while the table cannot be reached. */
public interface LeaseTable {
  /**
   * A node as it shows itself.
   *
   * @param name of the {@link Member}
   * @param address {@code host:port} where it listens for nodes; empty if it works alone
   * @param protocol version of the messages it speaks
   * @param kinds of resources that it would own
   * @param silentMs for how long it did not show itself
   */
  record NodeRow(String name, String address, int protocol, List<String> kinds, long silentMs) {
    public NodeRow {
      kinds = List.copyOf(kinds);
    }

    public NodeRow(String name, String address, int protocol, List<String> kinds) {
      this(name, address, protocol, kinds, 0);
    }

    String nodeId() {
      return Member.nodeIdOf(name);
    }
  }

  /** @param epoch grows with every holder */
  record Held(String resource, long epoch) {}

  /**
   * @param above an epoch that was seen where it matters, and that the new one must exceed; 0 if none was
   * @param dead holders from whom it may be taken at once
   */
  record Claim(String resource, String holder, long above, Collection<String> dead) {}

  /** @param holder empty if it was given back @param expiredForMs negative while it lasts */
  record LeaseRow(String resource, String holder, long epoch, long expiredForMs) {
    boolean expired() {
      return expiredForMs >= 0;
    }
  }

  /**
   * What stands on the table.
   *
   * @param nowMs of the table's clock, ms since 1970
   * @param nodes that showed themselves within the length of a lease
   * @param leases all that were ever taken
   * @param renewed those of the asking node that last on
   */
  record Board(long nowMs, List<NodeRow> nodes, List<LeaseRow> leases, List<Held> renewed) {}

  /** Shows this node, renews what it holds, and looks. Rows of nodes that are long gone are removed. */
  Future<Board> renew(NodeRow self, Collection<Held> held, long leaseMs);

  /** Looks only. */
  Future<Board> look(long leaseMs);

  /**
   * Takes a lease that expired, that nobody ever took, or whose holder is among {@code dead}.
   *
   * @return the new epoch; empty if somebody else holds it
   */
  Future<Optional<Long>> take(Claim claim, long leaseMs);

  /** Lets it expire now, if it is still held so. */
  Future<Void> release(Held held, String holder);

  /** This node leaves. */
  Future<Void> leave(String name);
}
