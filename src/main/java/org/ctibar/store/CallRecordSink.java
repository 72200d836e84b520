package org.ctibar.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** Takes the records of calls: as each begins, when it is answered, and when it is over. */
@FunctionalInterface
public interface CallRecordSink {
  /** @return succeeds when the record is kept for good, which may be long after */
  Future<Void> write(CallRecord record);

  /**
   * Ends the records of calls that nobody saw the end of.
   *
   * @param living all calls of the switch that live
   * @param begunBefore younger ones may not be among them yet
   * @param cause that they get unless one is known
   * @return how many there were; fails with UNAVAILABLE while the database is away
   */
  default Future<Integer> endOthers(
      String switchId, Collection<UUID> living, Instant begunBefore, String cause) {
    return Future.succeededFuture(0);
  }
}
