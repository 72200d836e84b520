package org.ctibar.simulator;

import java.util.Locale;

/** The {@code Answer-State} header. */
enum AnswerState {
  RINGING,
  EARLY,
  ANSWERED,
  HANGUP;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
