package org.ctibar.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One table of the board, which remembers what changed since it was last asked. */
final class Rows<R> {
  private final Map<String, R> rows = new LinkedHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> gone = new LinkedHashSet<>();

  void put(String id, R row) {
    if (!row.equals(rows.put(id, row))) {
      changed.add(id);
      gone.remove(id);
    }
  }

  void remove(String id) {
    if (rows.remove(id) != null) {
      changed.remove(id);
      gone.add(id);
    }
  }

  void retain(Collection<String> ids) {
    List.copyOf(rows.keySet()).stream().filter(id -> !ids.contains(id)).forEach(this::remove);
  }

  R get(String id) {
    return rows.get(id);
  }

  Collection<R> all() {
    return rows.values();
  }

  boolean moved() {
    return !changed.isEmpty() || !gone.isEmpty();
  }

  List<R> takeChanged() {
    List<R> taken = changed.stream().map(rows::get).toList();
    changed.clear();
    return taken;
  }

  List<String> takeGone() {
    List<String> taken = new ArrayList<>(gone);
    gone.clear();
    return taken;
  }
}
