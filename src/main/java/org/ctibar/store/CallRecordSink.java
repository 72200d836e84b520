package org.ctibar.store;

import io.vertx.core.Future;

/** Takes the records of calls that are over. */
@FunctionalInterface
public interface CallRecordSink {
  /** @return succeeds when the record is kept for good, which may be long after */
  Future<Void> write(CallRecord record);
}
