package org.ctibar.bus.call;

/** Who hears a supervisor who listens. The wire knows them in small letters. */
public enum ListenMode {
  /** Nobody. */
  MONITOR,
  /** The agent alone. */
  WHISPER,
  /** The agent and the other party. */
  BARGE
}
