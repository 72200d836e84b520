package org.ctibar.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a roster that fits, within somebody's transaction. */
final class RosterWriter {
  private static final String EXTENSION = """
      insert into extensions as old (number, switch_id, auto_answer, phone, sip_ha1, sip_realm)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (number) do update set
        switch_id = excluded.switch_id, auto_answer = excluded.auto_answer, phone = excluded.phone,
        sip_ha1 = coalesce(excluded.sip_ha1, old.sip_ha1),
        sip_realm = coalesce(excluded.sip_realm, old.sip_realm)
      """;
  /** A page's phone has a secret that nobody chose; a desk phone could not know it. */
  private static final String RANDOM_SECRETS = """
      update extensions set
        sip_ha1 = case phone when 'webrtc' then replace(gen_random_uuid()::text, '-', '') end
      where sip_realm is null and (phone = 'webrtc') = (sip_ha1 is null)
      """;

  private static final String OWN_EXTENSION =
      "insert into extensions (number) values ($1) on conflict (number) do nothing";
  private static final String PERSON = """
      insert into people as old (username, nickname, password_hash, extension, roles,
        class_of_service, enabled, password_kind)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (username) do update set
        nickname = excluded.nickname,
        password_hash = excluded.password_hash,
        extension = excluded.extension,
        roles = excluded.roles,
        class_of_service = excluded.class_of_service,
        enabled = excluded.enabled,
        password_kind = excluded.password_kind,
        tokens_valid_from = case
          when old.password_hash <> excluded.password_hash or old.roles <> excluded.roles
            or old.enabled and not excluded.enabled
          then now() else old.tokens_valid_from end
      """;
  private static final String KEEPING_PASSWORD = """
      update people as old set nickname = $2, extension = $3, roles = $4, class_of_service = $5,
        enabled = $6,
        tokens_valid_from = case
          when old.roles <> $4 or old.enabled and not $6
          then now() else old.tokens_valid_from end
      where username = $1
      """;
  private static final String GROUP = """
      insert into groups (id, name, ring_timeout_ms, wrap_up_ms, enable_asr, strategy)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (id) do update set name = excluded.name,
        ring_timeout_ms = excluded.ring_timeout_ms, wrap_up_ms = excluded.wrap_up_ms,
        enable_asr = excluded.enable_asr, strategy = excluded.strategy
      """;
  private static final String MEMBER =
      "insert into group_members (group_id, username, priority) values ($1, $2, $3)";
  private static final String NUMBER = """
      insert into number_routes (number, group_id, enable_asr, data) values ($1, $2, $3, $4)
      on conflict (number) do update set
        group_id = excluded.group_id, enable_asr = excluded.enable_asr, data = excluded.data
      """;
  private static final String OUTBOUND = """
      insert into outbound_routes (id, position, pattern, strip, prepend, dial_string, caller_id,
        class_of_service)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (id) do update set position = excluded.position, pattern = excluded.pattern,
        strip = excluded.strip, prepend = excluded.prepend, dial_string = excluded.dial_string,
        caller_id = excluded.caller_id, class_of_service = excluded.class_of_service
      """;

  private final SqlConnection connection;
  private final Passwords passwords;
  private final Optional<String> sipDomain;

  /** @param hashes by username, of everybody whose password is new */
  record Passwords(Map<String, String> hashes, PasswordKind kind) {}

  /** @param sipDomain must be there if the roster holds SIP passwords */
  RosterWriter(SqlConnection connection, Passwords passwords, Optional<String> sipDomain) {
    this.connection = connection;
    this.passwords = passwords;
    this.sipDomain = sipDomain;
  }

  Future<Void> write(Roster roster) {
    List<Person> people = roster.people().stream().map(Roster.Entry::person).toList();
    return each(EXTENSION, roster.extensions().stream().map(this::row))
        .compose(done -> connection.query(RANDOM_SECRETS).execute())
        .compose(done -> each(
            OWN_EXTENSION, people.stream().flatMap(p -> p.extension().stream()).map(Tuple::of)))
        .compose(done -> each(PERSON, people.stream().filter(this::isNew).map(this::row)))
        .compose(done -> each(
            KEEPING_PASSWORD,
            people.stream().filter(p -> !isNew(p)).map(RosterWriter::rowKeepingPassword)))
        .compose(done -> each(GROUP, roster.groups().stream().map(RosterWriter::row)))
        .compose(done -> each(
            "delete from group_members where group_id = $1",
            roster.groupsWithMembers().stream().map(Tuple::of)))
        .compose(done -> each(MEMBER, roster.members().stream().map(RosterWriter::row)))
        .compose(done -> each(NUMBER, roster.numbers().stream().map(RosterWriter::row)))
        .compose(done -> each(OUTBOUND, roster.outbound().stream().map(RosterWriter::row)));
  }

  private Future<Void> each(String sql, Stream<Tuple> rows) {
    List<Tuple> batch = rows.toList();
    return batch.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(sql).executeBatch(batch).mapEmpty();
  }

  /** In itself or by its password; both are written alike. */
  private boolean isNew(Person person) {
    return passwords.hashes().containsKey(person.username());
  }

  private Tuple row(Person person) {
    return Tuple.tuple()
        .addString(person.username())
        .addString(person.nickname())
        .addString(passwords.hashes().get(person.username()))
        .addString(person.extension().orElse(null))
        .addArrayOfString(names(person.roles()))
        .addString(person.classOfService().wireName())
        .addBoolean(person.enabled())
        .addString(passwords.kind().wireName());
  }

  private static Tuple rowKeepingPassword(Person person) {
    return Tuple.tuple()
        .addString(person.username())
        .addString(person.nickname())
        .addString(person.extension().orElse(null))
        .addArrayOfString(names(person.roles()))
        .addString(person.classOfService().wireName())
        .addBoolean(person.enabled());
  }

  /** In one order always: the tables compare them as a whole. */
  private static String[] names(Collection<Role> roles) {
    return roles.stream().sorted().map(Role::wireName).toArray(String[]::new);
  }

  private Tuple row(Roster.Line line) {
    Extension extension = line.extension();
    Optional<SipAccount> account = line.sipPassword()
        .map(given -> SipAccount.of(extension.number(), sipDomain.orElseThrow(), given));
    return Tuple.tuple()
        .addString(extension.number())
        .addString(extension.switchId().orElse(null))
        .addBoolean(extension.autoAnswer())
        .addString(extension.phone().wireName())
        .addString(account.map(SipAccount::ha1).orElse(null))
        .addString(account.flatMap(SipAccount::realm).orElse(null));
  }

  private static Tuple row(Group group) {
    return Tuple.tuple()
        .addString(group.id())
        .addString(group.name())
        .addInteger(group.ringTimeoutMs())
        .addInteger(group.wrapUpMs())
        .addBoolean(group.enableAsr())
        .addString(group.strategy());
  }

  private static Tuple row(Member member) {
    return Tuple.of(member.groupId(), member.username(), member.priority());
  }

  private static Tuple row(NumberRoute route) {
    return Tuple.of(
        route.number(),
        route.groupId(),
        route.enableAsr().orElse(null),
        new JsonObject(Map.copyOf(route.data())));
  }

  private static Tuple row(OutboundRoute route) {
    return Tuple.tuple()
        .addString(route.id())
        .addInteger(route.position())
        .addString(route.pattern().pattern())
        .addInteger(route.strip())
        .addString(route.prepend())
        .addString(route.dialString().orElse(null))
        .addString(route.callerId().orElse(null))
        .addString(route.classOfService().wireName());
  }
}
