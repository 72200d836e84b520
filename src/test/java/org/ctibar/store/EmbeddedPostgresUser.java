package org.ctibar.store;

import static org.ctibar.store.TestDatabase.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;

/** A process that uses the database of a directory: inserts a group, says so, and stays until its input ends. */
final class EmbeddedPostgresUser {
  private EmbeddedPostgresUser() {}

  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    Database database = await(Database.open(vertx, TestDatabase.config(Path.of(arguments[0]))));
    await(database.with(connection -> connection
        .query("insert into groups (id, name) values ('" + arguments[1] + "', 'x')")
        .execute()));
    System.out.println("inserted");
    while (System.in.read() >= 0) {
      // until the other side ends
    }
    await(database.close());
    await(vertx.close());
  }
}
