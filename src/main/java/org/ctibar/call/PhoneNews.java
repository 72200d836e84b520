package org.ctibar.call;

import java.util.Optional;
import java.util.stream.Stream;
import org.ctibar.bus.agent.AgentCommand.PhoneState;
import org.ctibar.esl.EslEvent;
import org.ctibar.store.Directory;

/** What registrations tell of the agents' phones. Pure. */
final class PhoneNews {
  private PhoneNews() {}

  /** Empty for other events, and for phones of nobody. */
  static Optional<PhoneState> of(EslEvent event, Directory directory) {
    if (!event.name().equals("CUSTOM") || event.subclass() == null) {
      return Optional.empty();
    }
    return switch (event.subclass()) {
      case "sofia::register" -> about(event, directory, true);
      case "sofia::unregister", "sofia::expire" -> about(event, directory, false);
      default -> Optional.empty();
    };
  }

  private static Optional<PhoneState> about(
      EslEvent event, Directory directory, boolean registered) {
    return Stream.of("from-user", "user", "username")
        .map(event::header)
        .filter(extension -> extension != null && !extension.isEmpty())
        .findFirst()
        .flatMap(directory::personByExtension)
        .map(person -> new PhoneState(person.username(), registered));
  }
}
