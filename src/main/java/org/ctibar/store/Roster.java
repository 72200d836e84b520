package org.ctibar.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * People and what belongs to them, as brought in from outside: checked in itself, not yet against a database.
 *
 * @param members replaces the membership of each group in {@code groupsWithMembers}; other groups keep theirs
 */
record Roster(
    List<Extension> extensions,
    List<Entry> people,
    List<Group> groups,
    Set<String> groupsWithMembers,
    List<Member> members,
    List<NumberRoute> numbers,
    List<OutboundRoute> outbound) {

  /** @param passwordMd5 empty to keep the password that the person has */
  record Entry(Person person, Optional<String> passwordMd5) {}
}
