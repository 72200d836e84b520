package org.ctibar.call;

import java.util.Map;
import java.util.Optional;

/** What stands on the leg of an agent who calls, until the two talk, for whoever owns the switch next. */
record DialMemo(CallOrigin origin, Destination destination) {
  static String text(CallOrigin origin, Destination destination) {
    return Memo.written(new DialMemo(origin.with(Map.of()), destination));
  }

  static Optional<DialMemo> read(String text) {
    return Memo.read(text, DialMemo.class)
        .filter(m -> m.origin() != null && m.destination() != null);
  }
}
