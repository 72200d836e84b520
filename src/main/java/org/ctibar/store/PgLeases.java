package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ctibar.cluster.LeaseTable;

/** Leases as rows. The database's clock decides what expired. */
public final class PgLeases implements LeaseTable {
  private static final String SHOW = """
      insert into nodes (name, address, protocol, kinds, seen_at)
      values ($1, $2, $3, $4, clock_timestamp())
      on conflict (name) do update set kinds = excluded.kinds, seen_at = excluded.seen_at
      """;
  private static final String FORGET =
      "delete from nodes where seen_at < clock_timestamp() - interval '1 hour'";
  private static final String RENEW = """
      update leases set expires_at = clock_timestamp() + $4 * interval '1 ms'
      from unnest($2::text[], $3::bigint[]) as mine (resource, epoch)
      where leases.resource = mine.resource and leases.epoch = mine.epoch and holder = $1
      returning leases.resource, leases.epoch
      """;
  private static final String NODES = """
      select name, address, protocol, kinds,
        (extract(epoch from clock_timestamp() - seen_at) * 1000)::bigint as silent_ms
      from nodes where seen_at > clock_timestamp() - $1 * interval '1 ms' order by name
      """;
  private static final String LEASES = """
      select resource, holder, epoch,
        (extract(epoch from clock_timestamp() - expires_at) * 1000)::bigint as expired_ms
      from leases order by resource
      """;
  private static final String NOW =
      "select (extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms";
  private static final String TAKE = """
      insert into leases as old (resource, holder, epoch, expires_at)
      values ($1, $2, $5 + 1, clock_timestamp() + $4 * interval '1 ms')
      on conflict (resource) do update set
        holder = excluded.holder, epoch = greatest(old.epoch, $5) + 1, expires_at = excluded.expires_at
      where old.expires_at <= clock_timestamp() or old.holder = $2 or old.holder = any ($3)
      returning epoch
      """;
  private static final String RELEASE = """
      update leases set expires_at = clock_timestamp(), holder = ''
      where resource = $1 and holder = $2 and epoch = $3
      """;

  private final Database database;

  public PgLeases(Database database) {
    this.database = database;
  }

  @Override
  public Future<Board> renew(NodeRow self, Collection<Held> held, long leaseMs) {
    Tuple shown =
        Tuple.of(self.name(), self.address(), self.protocol(), self.kinds().toArray(String[]::new));
    return database.with(connection -> connection
        .preparedQuery(SHOW)
        .execute(shown)
        .compose(done -> connection.query(FORGET).execute())
        .compose(done -> renewed(connection, self.name(), held, leaseMs))
        .compose(renewed -> board(connection, renewed, leaseMs)));
  }

  @Override
  public Future<Board> look(long leaseMs) {
    return database.with(connection -> board(connection, List.of(), leaseMs));
  }

  @Override
  public Future<Optional<Long>> take(Claim claim, long leaseMs) {
    Tuple row = Tuple.of(
        claim.resource(),
        claim.holder(),
        claim.dead().toArray(String[]::new),
        leaseMs,
        claim.above());
    return database.with(connection -> connection
        .preparedQuery(TAKE)
        .execute(row)
        .map(rows -> all(rows, taken -> taken.getLong("epoch")).stream().findFirst()));
  }

  @Override
  public Future<Void> release(Held held, String holder) {
    return database.with(connection -> connection
        .preparedQuery(RELEASE)
        .execute(Tuple.of(held.resource(), holder, held.epoch()))
        .mapEmpty());
  }

  @Override
  public Future<Void> leave(String name) {
    return database.with(connection -> connection
        .preparedQuery("delete from nodes where name = $1")
        .execute(Tuple.of(name))
        .mapEmpty());
  }

  private static Future<List<Held>> renewed(
      SqlConnection connection, String holder, Collection<Held> held, long leaseMs) {
    if (held.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    String[] resources = held.stream().map(Held::resource).toArray(String[]::new);
    Long[] epochs = held.stream().map(Held::epoch).toArray(Long[]::new);
    return connection
        .preparedQuery(RENEW)
        .execute(Tuple.of(holder, resources, epochs, leaseMs))
        .map(rows -> all(rows, r -> new Held(r.getString("resource"), r.getLong("epoch"))));
  }

  private static Future<Board> board(SqlConnection connection, List<Held> renewed, long leaseMs) {
    var nodes = connection.preparedQuery(NODES).execute(Tuple.of(leaseMs));
    var leases = connection.query(LEASES).execute();
    var now = connection.query(NOW).execute();
    return Future.all(nodes, leases, now)
        .map(done -> new Board(
            now.result().iterator().next().getLong("now_ms"),
            all(nodes.result(), PgLeases::node),
            all(leases.result(), PgLeases::lease),
            renewed));
  }

  private static NodeRow node(Row row) {
    return new NodeRow(
        row.getString("name"),
        row.getString("address"),
        row.getInteger("protocol"),
        List.of(row.getArrayOfStrings("kinds")),
        row.getLong("silent_ms"));
  }

  private static LeaseRow lease(Row row) {
    return new LeaseRow(
        row.getString("resource"),
        row.getString("holder"),
        row.getLong("epoch"),
        row.getLong("expired_ms"));
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
    List<T> all = new ArrayList<>();
    rows.forEach(row -> all.add(read.apply(row)));
    return all;
  }
}
