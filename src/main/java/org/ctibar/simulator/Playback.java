package org.ctibar.simulator;

/** Something played to a leg. Several may be stacked: the innermost is heard. */
final class Playback {
  final String application;
  final String applicationUuid;
  final String path;
  final Runnable next;
  Scheduler.Timer end = () -> {};

  /** The application {@code echo} plays nothing of its own and tells of nothing. */
  boolean isEcho() {
    return application.equals("echo");
  }

  /** @param next what the leg does when the play is over by itself */
  Playback(String application, String applicationUuid, String path, Runnable next) {
    this.application = application;
    this.applicationUuid = applicationUuid;
    this.path = path;
    this.next = next;
  }
}
