package org.ctibar.faults;

import io.vertx.core.Future;
import java.util.List;
import org.ctibar.store.CallsOf;
import org.ctibar.store.Database;

/** Reads what remains of calls. */
final class CallsTable {
  private CallsTable() {}

  static Future<List<Fleet.Record>> read(Database database) {
    return CallsOf.all(
        database,
        row -> new Fleet.Record(
            row.getUUID("call_id").toString(),
            row.getString("agent"),
            row.getString("ended_by"),
            row.getInteger("attempts"),
            row.getLocalDateTime("bridged") != null));
  }
}
