package org.ctibar.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ctibar.bus.Fence;
import org.ctibar.bus.Protocol;
import org.ctibar.cluster.LeaseTable.Board;
import org.ctibar.cluster.LeaseTable.Held;
import org.ctibar.cluster.LeaseTable.NodeRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ownership by leases that are renewed all the time. A lease of a node that is surely dead is taken at once, that of a
 * frozen or cut-off one when it expired. Runs on a context of its own; owners are called on theirs.
 */
public final class LeasedOwnership implements Ownership {
  private static final Logger LOG = LoggerFactory.getLogger(LeasedOwnership.class);
  /** The holder stops a little before others may begin: clocks drift, and a command under way arrives later. */
  private static final double SAFE_PART = 0.9;

  private final Vertx vertx;
  private final Context context;
  private final Members members;
  private final LeaseTable table;
  private final LeaseTimes times;
  private final LeaseTalk talk;
  private final Quorum quorum;
  private final Doubt doubt;
  private volatile boolean cutOff;
  private final Map<String, Stake> stakes = new LinkedHashMap<>();
  private final Set<String> dead = new HashSet<>();
  private Board board = new Board(0, List.of(), List.of(), List.of());
  private Future<Void> round = Future.succeededFuture();
  private boolean again;
  private boolean leaving;
  private boolean outcast;
  private long changedNs;

  public LeasedOwnership(Vertx vertx, Members members, LeaseTable table, LeaseTimes times) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.members = members;
    this.table = table;
    this.times = times;
    this.changedNs = System.nanoTime() - times.settle().toNanos();
    this.quorum = new Quorum(members);
    this.doubt = new Doubt(times.lease().plus(times.renew()));
    this.talk = new LeaseTalk(vertx, members, this::holds, this::poke);
  }

  @Override
  public boolean cutOff() {
    return cutOff;
  }

  /** Completes when this node hears of leases that are given up. */
  public Future<Void> open() {
    context.runOnContext(v -> {
      members.onLeft(this::left);
      members.onJoined(joined -> changed());
      members.onReturned(this::returned);
      vertx.setPeriodic(times.renew().toMillis(), t -> turn());
      vertx.setPeriodic(Math.max(10, times.renew().toMillis() / 5), t -> {
        if (doubt.stoodStill(quorum.hasOthers())) {
          setCutOff(true);
        }
        stakes.values().forEach(Stake::endIfLapsed);
      });
    });
    return talk.open();
  }

  @Override
  public Future<Void> contend(String resource, Owner owner) {
    Stake stake = new Stake(resource, owner, vertx.getOrCreateContext(), context);
    context.runOnContext(v -> {
      stakes.put(resource, stake);
      poke();
    });
    return stake.decided();
  }

  @Override
  public Future<Void> withdraw(String resource) {
    return onContext(() -> {
      Stake stake = stakes.remove(resource);
      return stake == null
          ? Future.<Void>succeededFuture()
          : giveUp(stake).onSuccess(given -> talk.tellFreed());
    });
  }

  /** Gives back everything, so that others begin before this node is gone. */
  public Future<Void> leave() {
    return onContext(() -> {
      leaving = true;
      return round
          .transform(any -> table.leave(members.self().name()))
          .transform(any -> giveUpAll());
    });
  }

  private Future<Void> giveUpAll() {
    return Future.join(stakes.values().stream().map(this::giveUp).toList()).transform(any -> {
      talk.tellFreed();
      return Future.succeededFuture();
    });
  }

  /** The resources that this node owns now, in order of name. */
  public Future<List<String>> owned() {
    return onContext(() -> Future.succeededFuture(stakes.values().stream()
        .filter(Stake::holds)
        .map(Stake::resource)
        .sorted()
        .toList()));
  }

  private boolean holds(String resource) {
    Stake stake = stakes.get(resource);
    return stake != null && stake.holds();
  }

  /** What this node knows is not the others': it takes nothing more, and is replaced. */
  private void returned() {
    leaving = true;
    outcast = true;
    setCutOff(true);
  }

  private void left(Member gone) {
    changed();
    doubt.missedAnother();
    quorum.missed(gone);
    DeathProbe.of(vertx, gone).onSuccess(isDead -> {
      LOG.info("Node is not seen any more node={} dead={}", gone.name(), isDead);
      if (isDead) {
        dead.add(gone.name());
        quorum.died(gone);
        poke();
      }
    });
  }

  private void changed() {
    changedNs = System.nanoTime();
  }

  /** Looks soon. */
  private void poke() {
    context.runOnContext(v -> turn());
  }

  private void turn() {
    if (!round.isComplete()) {
      again = true;
      return;
    }
    again = false;
    round = round().transform(done -> {
      if (again) {
        poke();
      }
      return Future.succeededFuture();
    });
  }

  private Future<Void> round() {
    if (leaving) {
      return Future.succeededFuture();
    }
    long began = System.nanoTime();
    List<Held> held = heldNow();
    return table
        .renew(self(), held, times.lease().toMillis())
        .timeout(times.renew().toMillis(), TimeUnit.MILLISECONDS)
        .transform(seen -> {
          boolean apart = seen.succeeded()
              ? quorum.onSmallerSide(seen.result().nodes())
              : !quorum.holdsWithoutTable();
          if (apart) {
            doubt.wasApart();
          }
          setCutOff(outcast || doubt.lasts());
          if (seen.succeeded()) {
            quorum.tableAnswered();
            board = seen.result();
            renewed(held, board.renewed(), began);
            return cutOff ? giveUpAll() : act();
          }
          if (!cutOff) {
            renewed(held, held, began);
          }
          return Future.succeededFuture();
        });
  }

  private void setCutOff(boolean now) {
    if (now != cutOff) {
      LOG.warn(now ? "Node is cut off from most others" : "Node is not cut off any more");
    }
    cutOff = now;
  }

  private void renewed(List<Held> asked, List<Held> lasting, long began) {
    for (Held lease : asked) {
      Stake stake = stakes.get(lease.resource());
      if (stake == null) {
        continue;
      }
      if (lasting.contains(lease)) {
        stake.renewed(began, safeLength());
      } else {
        stake.lost();
      }
    }
  }

  private Future<Void> act() {
    Set<String> seen = members.names();
    dead.removeIf(name -> board.leases().stream().noneMatch(l -> l.holder().equals(name)));
    boolean settled = System.nanoTime() - changedNs >= times.settle().toNanos();
    Set<String> held = heldNow().stream().map(Held::resource).collect(Collectors.toSet());
    Intentions next = Intentions.of(
        new Intentions.View(
            members.self().name(),
            List.copyOf(stakes.keySet()),
            held,
            seen,
            Set.copyOf(dead),
            settled),
        board,
        times.lease().toMillis());
    List<Future<Void>> all = new ArrayList<>();
    next.take().forEach(resource -> all.add(take(stakes.get(resource), seen)));
    if (!next.handOver().isEmpty()) {
      List<Future<Void>> given =
          next.handOver().stream().map(r -> giveUp(stakes.get(r))).toList();
      all.add(Future.join(given).onComplete(done -> talk.tellFreed()).mapEmpty());
    }
    board.leases().stream()
        .filter(lease -> !lease.expired() && seen.contains(lease.holder()))
        .flatMap(lease -> Optional.ofNullable(stakes.get(lease.resource())).stream())
        .forEach(Stake::ownedElsewhere);
    return Future.join(all).mapEmpty();
  }

  /** A holder that is seen and still says it holds cannot reach the table, and goes on. */
  private Future<Void> take(Stake stake, Set<String> seen) {
    if (leaving || !stake.isFree()) {
      return Future.succeededFuture();
    }
    return holderOf(stake.resource(), seen)
        .map(holder -> talk.stillHolds(holder, stake.resource()))
        .orElse(Future.succeededFuture(false))
        .compose(goesOn -> goesOn ? Future.<Void>succeededFuture() : takeNow(stake));
  }

  private Optional<String> holderOf(String resource, Set<String> seen) {
    return board.leases().stream()
        .filter(lease -> lease.resource().equals(resource))
        .map(LeaseTable.LeaseRow::holder)
        .filter(holder -> seen.contains(holder) && !holder.equals(members.self().name()))
        .findFirst();
  }

  private Future<Void> takeNow(Stake stake) {
    long began = System.nanoTime();
    return table
        .take(
            new LeaseTable.Claim(
                stake.resource(), members.self().name(), stake.seenEpoch(), Set.copyOf(dead)),
            times.lease().toMillis())
        .onSuccess(taken -> taken.ifPresent(epoch -> {
          LOG.info("Owner from now on resource={} epoch={}", stake.resource(), epoch);
          stake.begin(Tenure.of(
              members.self().nodeId(), new Fence(stake.resource(), epoch), began, safeLength()));
        }))
        .mapEmpty();
  }

  private Future<Void> giveUp(Stake stake) {
    return stake
        .end()
        .compose(ended -> ended
            .map(lease -> table.release(lease, members.self().name()))
            .orElse(Future.succeededFuture()));
  }

  private List<Held> heldNow() {
    return stakes.values().stream().flatMap(stake -> stake.held().stream()).toList();
  }

  private NodeRow self() {
    Member me = members.self();
    List<String> kinds =
        stakes.keySet().stream().map(Intentions::kind).distinct().toList();
    return new NodeRow(
        me.name(), me.address() == null ? "" : me.address().toString(), Protocol.CURRENT, kinds);
  }

  private Duration safeLength() {
    return Duration.ofNanos((long) (times.lease().toNanos() * SAFE_PART));
  }

  private <T> Future<T> onContext(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(v -> work.get().onComplete(done));
    return done.future();
  }
}
