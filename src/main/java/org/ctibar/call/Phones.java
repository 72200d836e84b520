package org.ctibar.call;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctibar.esl.Commands;
import org.ctibar.esl.EslEvent;
import org.ctibar.esl.EslLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which phones are registered, at any of the switches of this node. {@code sofia status profile … reg} is current where
 * {@code show registrations} lags; the events tell the changes. Belongs to one event loop.
 */
final class Phones {
  private static final Logger LOG = LoggerFactory.getLogger(Phones.class);
  private static final Pattern USER = Pattern.compile("(?m)^User:\\s+([^@\\s]+)");

  private static final String HEADING = "Registrations:";

  private final int switches;
  private final Map<String, Set<String>> registered = new HashMap<>();

  /** @param switches at which phones register; before all were asked nothing is known */
  Phones(int switches) {
    this.switches = switches;
  }

  /** What is not known yet may be. */
  boolean mayBeReached(String extension) {
    return registered.size() < switches
        || registered.values().stream().anyMatch(all -> all.contains(extension));
  }

  /** @return the extension whose phone came or went */
  Optional<String> heard(String switchId, EslEvent event) {
    if (!event.name().equals("CUSTOM") || event.subclass() == null) {
      return Optional.empty();
    }
    return switch (event.subclass()) {
      case "sofia::register" -> changed(switchId, event, true);
      case "sofia::unregister", "sofia::expire" -> changed(switchId, event, false);
      default -> Optional.empty();
    };
  }

  /**
   * @param all extensions that matter
   * @return those whose phone came or went since the last time; fails if the switch does not tell
   */
  Future<List<String>> ask(EslLink link, String profile, Collection<String> all) {
    String switchId = link.address().id();
    Set<String> known = all.stream().filter(this::mayBeReached).collect(Collectors.toSet());
    boolean first = !registered.containsKey(switchId);
    return link.send(Commands.registrations(profile))
        .compose(Phones::read)
        .map(now -> {
          registered.put(switchId, now);
          return all.stream()
              .filter(e -> first || mayBeReached(e) != known.contains(e))
              .toList();
        })
        .onFailure(e -> LOG.warn(
            "Phones could not be asked for switch={} profile={} reason={}",
            switchId,
            profile,
            e.getMessage()));
  }

  private static Future<Set<String>> read(String status) {
    if (!status.contains(HEADING)) {
      return Future.failedFuture("no registrations told");
    }
    return Future.succeededFuture(USER.matcher(status)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(HashSet::new)));
  }

  private Optional<String> changed(String switchId, EslEvent event, boolean now) {
    Optional<String> extension = Stream.of("from-user", "user", "username")
        .map(event::header)
        .filter(text -> text != null && !text.isEmpty())
        .findFirst();
    Set<String> all = registered.get(switchId);
    extension.filter(e -> all != null).ifPresent(e -> {
      if (now) {
        all.add(e);
      } else {
        all.remove(e);
      }
    });
    return extension;
  }
}
