package org.ctibar.store;

import java.util.List;

/** Everything that is wrong with what was to be imported; nothing of it was. */
final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  ImportException(List<String> faults) {
    super(String.join("\n", faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /** Each with its place, {@code people[3].extension: …}. */
  List<String> faults() {
    return faults;
  }
}
