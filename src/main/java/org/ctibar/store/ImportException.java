package org.ctibar.store;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with what was to be imported; nothing of it was. */
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  ImportException(List<Fault> faults) {
    super(text(faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }

  private static String text(List<Fault> faults) {
    return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
  }
}
