package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ctibar.bus.NameText;

/** Reads the directory's tables as of one moment. */
final class DirectoryTables {
  private DirectoryTables() {}

  static Future<Long> version(SqlConnection connection) {
    return connection
        .query("select version from directory_version")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** To be called in a transaction that has done nothing yet. */
  static Future<Directory> read(SqlConnection connection) {
    Directory.Builder into = Directory.builder();
    return connection
        .query("set transaction isolation level repeatable read, read only")
        .execute()
        .compose(begun -> each(connection, "select * from extensions", r -> into.add(extension(r))))
        .compose(read -> each(connection, PEOPLE, r -> into.add(person(r))))
        .compose(read -> each(connection, "select * from groups", r -> into.add(group(r))))
        .compose(read -> each(connection, "select * from group_members", r -> into.add(member(r))))
        .compose(read -> each(connection, "select * from number_routes", r -> into.add(number(r))))
        .compose(
            read -> each(connection, "select * from outbound_routes", r -> into.add(outbound(r))))
        .map(read -> into.build());
  }

  /** All but the password hash, which has no business in memory. */
  static final String PEOPLE =
      "select username, nickname, extension, roles, class_of_service, enabled, tokens_valid_from,"
          + " password_kind from people";

  static Person person(Row row) {
    return new Person(
        row.getString("username"),
        NameText.label(row.getString("nickname")),
        Optional.ofNullable(row.getString("extension")),
        Arrays.stream(row.getArrayOfStrings("roles")).map(Role::of).collect(Collectors.toSet()),
        ClassOfService.of(row.getString("class_of_service")),
        row.getBoolean("enabled"),
        row.get(OffsetDateTime.class, "tokens_valid_from").toInstant(),
        PasswordKind.of(row.getString("password_kind")));
  }

  private static Extension extension(Row row) {
    return new Extension(
        row.getString("number"),
        Optional.ofNullable(row.getString("switch_id")),
        row.getBoolean("auto_answer"),
        PhoneKind.of(row.getString("phone")),
        Optional.ofNullable(row.getString("sip_ha1"))
            .map(ha1 -> new SipAccount(ha1, Optional.ofNullable(row.getString("sip_realm")))));
  }

  private static Group group(Row row) {
    return new Group(
        row.getString("id"),
        NameText.label(row.getString("name")),
        row.getInteger("ring_timeout_ms"),
        row.getInteger("wrap_up_ms"),
        row.getBoolean("enable_asr"),
        row.getString("strategy"));
  }

  private static Member member(Row row) {
    return new Member(
        row.getString("group_id"), row.getString("username"), row.getInteger("priority"));
  }

  private static NumberRoute number(Row row) {
    return new NumberRoute(
        row.getString("number"),
        row.getString("group_id"),
        Optional.ofNullable(row.getBoolean("enable_asr")),
        texts(row.getJsonObject("data")));
  }

  private static Map<String, String> texts(JsonObject data) {
    Map<String, String> texts = new LinkedHashMap<>();
    data.forEach(entry -> texts.put(entry.getKey(), String.valueOf(entry.getValue())));
    return texts;
  }

  private static OutboundRoute outbound(Row row) {
    return new OutboundRoute(
        row.getString("id"),
        row.getInteger("position"),
        Pattern.compile(row.getString("pattern")),
        row.getInteger("strip"),
        row.getString("prepend"),
        Optional.ofNullable(row.getString("dial_string")),
        Optional.ofNullable(row.getString("caller_id")),
        ClassOfService.of(row.getString("class_of_service")));
  }

  private static Future<Void> each(SqlConnection connection, String sql, Consumer<Row> use) {
    return connection.query(sql).execute().map(rows -> {
      rows.forEach(use);
      return null;
    });
  }
}
