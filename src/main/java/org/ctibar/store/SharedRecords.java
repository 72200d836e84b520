package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Call records that wait in the cluster until they are in the database: should the node that was about to write one be
 * gone, another writes it. Two that write the same one leave one.
 */
public final class SharedRecords implements CallRecordSink {
  private static final Logger LOG = LoggerFactory.getLogger(SharedRecords.class);
  private static final String MAP = "cti.records";
  /** Of those that others have left. */
  private static final int AT_ONCE = 200;

  private final Vertx vertx;
  private final AsyncMap<String, String> map;
  private final CallRecords writer;
  private final Set<String> ours = ConcurrentHashMap.newKeySet();
  private Set<String> seen = Set.of();
  private final long sweeping;

  private SharedRecords(
      Vertx vertx, AsyncMap<String, String> map, CallRecords writer, Duration sweepEvery) {
    this.vertx = vertx;
    this.map = map;
    this.writer = writer;
    this.sweeping = vertx.setPeriodic(sweepEvery.toMillis(), t -> sweep());
  }

  /** @param sweepEvery what another node has not written for so long is written by this one */
  public static Future<SharedRecords> open(Vertx vertx, CallRecords writer, Duration sweepEvery) {
    return vertx
        .sharedData()
        .<String, String>getAsyncMap(MAP)
        .map(map -> new SharedRecords(vertx, map, writer, sweepEvery));
  }

  /** @return as {@link CallRecords#write} */
  @Override
  public Future<Void> write(CallRecord record) {
    String id = record.callId().toString();
    String text = RecordText.of(record);
    ours.add(id);
    return map.put(id, text)
        .onFailure(e ->
            LOG.warn("Call record waits in this node only call={} reason={}", id, e.getMessage()))
        .transform(kept -> writer.write(record))
        .onComplete(done -> ours.remove(id))
        .transform(written -> written.failed() && mayBeWrittenLater(written.cause())
            ? Future.<Void>failedFuture(written.cause())
            : map.removeIfPresent(id, text).transform(removed -> (Future<Void>) written));
  }

  @Override
  public Future<Integer> endOthers(
      String switchId, Collection<UUID> living, Instant begunBefore, String cause) {
    return writer.endOthers(switchId, living, begunBefore, cause);
  }

  /** What waits in this node is written by others, or after the next start of all. */
  public Future<Void> close() {
    vertx.cancelTimer(sweeping);
    return writer.close();
  }

  private static boolean mayBeWrittenLater(Throwable reason) {
    return reason instanceof CtiException e && e.code() == ErrorCode.UNAVAILABLE;
  }

  /** Nothing while the database is away: others' records would only wait here as well. */
  private void sweep() {
    if (writer.waiting() > 0) {
      return;
    }
    map.size()
        .compose(size -> size == 0 ? Future.succeededFuture(Set.<String>of()) : map.keys())
        .onSuccess(this::takeLeft)
        .onFailure(e -> LOG.debug("Waiting records could not be looked at: {}", e.getMessage()));
  }

  /** A record that was there at the last look too, and is not about to be written here, was left. */
  private void takeLeft(Set<String> now) {
    Set<String> left = new HashSet<>(now);
    left.retainAll(seen);
    left.removeAll(ours);
    seen = now;
    left.stream().limit(AT_ONCE).forEach(this::take);
  }

  private void take(String id) {
    map.get(id)
        .map(text -> text == null ? null : RecordText.read(text))
        .compose(record -> record == null ? Future.succeededFuture() : write(record))
        .onFailure(
            e -> LOG.debug("Record of another node not written call={}: {}", id, e.getMessage()));
  }
}
