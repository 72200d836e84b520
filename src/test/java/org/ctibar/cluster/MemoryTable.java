package org.ctibar.cluster;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** A table of leases that can be taken away from everybody. */
final class MemoryTable implements LeaseTable {
  private record Entry(String holder, long epoch, long expiresAtMs) {}

  private record Shown(NodeRow node, long seenAtMs) {}

  private final Map<String, Entry> leases = new TreeMap<>();
  private final Map<String, Shown> nodes = new TreeMap<>();
  private boolean away;

  synchronized void away(boolean now) {
    away = now;
  }

  synchronized String holder(String resource) {
    Entry entry = leases.get(resource);
    return entry == null || entry.expiresAtMs() <= now() ? null : entry.holder();
  }

  @Override
  public synchronized Future<Board> renew(NodeRow self, Collection<Held> held, long leaseMs) {
    if (away) {
      return gone();
    }
    nodes.put(self.name(), new Shown(self, now()));
    List<Held> renewed = held.stream()
        .filter(h -> leases.containsKey(h.resource()))
        .filter(h -> leases.get(h.resource()).epoch() == h.epoch())
        .filter(h -> leases.get(h.resource()).holder().equals(self.name()))
        .toList();
    renewed.forEach(
        h -> leases.put(h.resource(), new Entry(self.name(), h.epoch(), now() + leaseMs)));
    return Future.succeededFuture(board(renewed, leaseMs));
  }

  @Override
  public synchronized Future<Board> look(long leaseMs) {
    return away ? gone() : Future.succeededFuture(board(List.of(), leaseMs));
  }

  @Override
  public synchronized Future<Optional<Long>> take(Claim claim, long leaseMs) {
    if (away) {
      return gone();
    }
    Entry known = leases.get(claim.resource());
    boolean free = known == null
        || known.expiresAtMs() <= now()
        || known.holder().equals(claim.holder())
        || claim.dead().contains(known.holder());
    if (!free) {
      return Future.succeededFuture(Optional.empty());
    }
    long epoch = Math.max(known == null ? 0 : known.epoch(), claim.above()) + 1;
    leases.put(claim.resource(), new Entry(claim.holder(), epoch, now() + leaseMs));
    return Future.succeededFuture(Optional.of(epoch));
  }

  @Override
  public synchronized Future<Void> release(Held held, String holder) {
    if (away) {
      return gone();
    }
    Entry known = leases.get(held.resource());
    if (known != null && known.holder().equals(holder) && known.epoch() == held.epoch()) {
      leases.put(held.resource(), new Entry("", held.epoch(), now()));
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> leave(String name) {
    nodes.remove(name);
    return away ? gone() : Future.succeededFuture();
  }

  private Board board(List<Held> renewed, long leaseMs) {
    List<NodeRow> alive = nodes.values().stream()
        .filter(shown -> now() - shown.seenAtMs() < leaseMs)
        .map(MemoryTable::row)
        .toList();
    List<LeaseRow> rows = leases.entrySet().stream()
        .map(e -> new LeaseRow(
            e.getKey(),
            e.getValue().holder(),
            e.getValue().epoch(),
            now() - e.getValue().expiresAtMs()))
        .toList();
    return new Board(System.currentTimeMillis(), alive, rows, renewed);
  }

  private static NodeRow row(Shown shown) {
    NodeRow node = shown.node();
    return new NodeRow(
        node.name(), node.address(), node.protocol(), node.kinds(), now() - shown.seenAtMs());
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private static <T> Future<T> gone() {
    return Future.failedFuture(new CtiException(ErrorCode.UNAVAILABLE, "the table is away"));
  }
}
