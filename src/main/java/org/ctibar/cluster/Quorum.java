package org.ctibar.cluster;

import java.util.HashSet;
import java.util.Set;

/** Whether a node may go on as owner while the table cannot be asked: only with most of those it last agreed with. */
final class Quorum {
  private final Members members;
  private Set<String> last;

  Quorum(Members members) {
    this.members = members;
    this.last = members.names();
  }

  void tableAnswered() {
    last = members.names();
  }

  /** Who is dead belongs to no other side. */
  void died(Member gone) {
    last = new HashSet<>(last);
    last.remove(gone.name());
  }

  boolean holdsWithoutTable() {
    Set<String> still = new HashSet<>(members.names());
    still.retainAll(last);
    return 2 * still.size() > last.size();
  }
}
