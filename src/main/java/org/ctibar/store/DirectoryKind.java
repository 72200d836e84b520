package org.ctibar.store;

import java.util.Locale;
import java.util.Set;

/** What administrators edit, each kind as a table with a key. */
public enum DirectoryKind {
  PEOPLE("people", "username", Set.of("username", "nickname", "extension"), Set.of("groups"), """
      'username', t.username, 'nickname', t.nickname, 'extension', t.extension,
      'roles', to_jsonb(t.roles), 'classOfService', t.class_of_service, 'enabled', t.enabled,
      'groups', (select coalesce(jsonb_agg(m.group_id order by m.group_id), '[]')
        from group_members m where m.username = t.username)"""),
  EXTENSIONS("extensions", "number", Set.of("number"), Set.of("hasSipPassword", "person"), """
      'number', t.number, 'switchId', t.switch_id, 'autoAnswer', t.auto_answer, 'phone', t.phone,
      'hasSipPassword', t.sip_realm is not null,
      'person', (select p.username from people p where p.extension = t.number)"""),
  GROUPS("groups", "id", Set.of("id", "name"), Set.of("numbers"), """
      'id', t.id, 'name', t.name, 'ringTimeoutMs', t.ring_timeout_ms, 'wrapUpMs', t.wrap_up_ms,
      'enableAsr', t.enable_asr, 'strategy', t.strategy,
      'members', (select coalesce(jsonb_agg(
          jsonb_build_object('username', m.username, 'priority', m.priority)
          order by m.priority, m.username), '[]')
        from group_members m where m.group_id = t.id),
      'numbers', (select coalesce(jsonb_agg(n.number order by n.number), '[]')
        from number_routes n where n.group_id = t.id)"""),
  NUMBERS("number_routes", "number", Set.of("number", "group_id"), Set.of(), """
      'number', t.number, 'group', t.group_id, 'enableAsr', t.enable_asr, 'data', t.data""");

  final String table;
  final String key;
  final Set<String> searched;
  /** Fields of the sheet that are told, and not edited here. */
  final Set<String> told;
  /** Pairs of field and value, for a row of the table t. */
  final String sheet;

  DirectoryKind(String table, String key, Set<String> searched, Set<String> told, String sheet) {
    this.table = table;
    this.key = key;
    this.searched = searched;
    this.told = told;
    this.sheet = sheet;
  }

  /** The field of its sheet by which a thing is known. */
  public String key() {
    return key;
  }

  /** Also the section of a file to import. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
