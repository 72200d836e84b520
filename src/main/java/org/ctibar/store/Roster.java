package org.ctibar.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * People and what belongs to them, as brought in from outside: checked in itself, not yet against a database.
 *
 * @param members replaces the membership of each group in {@code groupsWithMembers}; other groups keep theirs
 */
record Roster(
    List<Line> extensions,
    List<Entry> people,
    List<Group> groups,
    Set<String> groupsWithMembers,
    List<Member> members,
    List<NumberRoute> numbers,
    List<OutboundRoute> outbound) {

  /** Settings that are kept but that nothing reads yet, where they ask for something. */
  List<String> withoutEffect() {
    List<String> names = new ArrayList<>();
    if (extensions.stream().anyMatch(e -> e.extension().switchId().isPresent())) {
      names.add("switchId of extensions");
    }
    if (groups.stream().anyMatch(g -> !g.strategy().equals(Group.DEFAULT_STRATEGY))) {
      names.add("strategy of groups");
    }
    return names;
  }

  /** @param sipPassword empty to keep the SIP account that the extension has */
  record Line(Extension extension, Optional<String> sipPassword) {}

  /** @param passwordMd5 empty to keep the password that the person has */
  record Entry(Person person, Optional<String> passwordMd5) {}
}
