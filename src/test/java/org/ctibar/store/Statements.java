package org.ctibar.store;

import io.vertx.core.Future;

/** What an operator might do to a database by hand. */
public final class Statements {
  private Statements() {}

  public static Future<Void> run(Database database, String sql) {
    return database.with(connection -> connection.query(sql).execute()).mapEmpty();
  }
}
