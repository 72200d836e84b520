package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctibar.bus.Topics;
import org.ctibar.bus.call.PhoneNews;
import org.ctibar.esl.Commands;
import org.ctibar.esl.EslEvent;
import org.ctibar.esl.EslLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which phones are registered at which switch of the platform: of those that this node owns from the switch itself, of
 * the others as their owners tell. {@code sofia status profile … reg} is current where {@code show registrations} lags;
 * the events tell the changes. Belongs to one event loop.
 */
final class Phones {
  private static final Logger LOG = LoggerFactory.getLogger(Phones.class);
  private static final Pattern USER = Pattern.compile("(?m)^User:\\s+([^@\\s]+)");

  private static final String HEADING = "Registrations:";

  private final Vertx vertx;
  private final List<String> switchIds;
  private final String self = UUID.randomUUID().toString();
  private final Map<String, Set<String>> registered = new HashMap<>();
  /** Where a phone registered last. */
  private final Map<String, String> newest = new HashMap<>();
  /** Of these we know at first hand. */
  private final Set<String> own = new HashSet<>();

  private final List<Consumer<String>> onLost = new ArrayList<>();

  /** @param switchIds at which phones register; what is not known of one yet may be */
  Phones(Vertx vertx, List<String> switchIds) {
    this.vertx = vertx;
    this.switchIds = switchIds;
  }

  /** From now on the news of other owners are heard. */
  void open() {
    Topics.PHONES.subscribe(vertx, "", this::told);
    Topics.PHONES.publish(vertx, "", new PhoneNews.Wanted(self));
  }

  /** @param handler gets the id of each switch that is lost */
  void onLost(Consumer<String> handler) {
    onLost.add(handler);
  }

  void forget(Consumer<String> handler) {
    onLost.remove(handler);
  }

  /** What is not known yet may be. */
  boolean mayBeReached(String extension) {
    return !registered.keySet().containsAll(switchIds)
        || registered.values().stream().anyMatch(all -> all.contains(extension));
  }

  boolean isAt(String switchId, String extension) {
    return registered.getOrDefault(switchId, Set.of()).contains(extension);
  }

  /** Where the phone is registered, the newest of several; empty if nowhere, as far as known. */
  Optional<String> switchOf(String extension) {
    String last = newest.get(extension);
    return last != null && isAt(last, extension)
        ? Optional.of(last)
        : switchIds.stream().filter(id -> isAt(id, extension)).findFirst();
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
   * @return those whose phone came to this switch or left it since the last time; fails if the switch does not tell
   */
  Future<List<String>> ask(EslLink link, String profile, Collection<String> all) {
    String switchId = link.address().id();
    boolean first = !own.contains(switchId);
    Set<String> known = Set.copyOf(registered.getOrDefault(switchId, Set.of()));
    return link.send(Commands.registrations(profile))
        .compose(Phones::read)
        .map(now -> {
          own.add(switchId);
          registered.put(switchId, now);
          tellAll(switchId);
          return all.stream()
              .filter(e -> first || now.contains(e) != known.contains(e))
              .toList();
        })
        .onFailure(e -> LOG.warn(
            "Phones could not be asked for switch={} profile={} reason={}",
            switchId,
            profile,
            e.getMessage()));
  }

  /**
   * The switch is lost, and its registrations with it.
   *
   * @param all extensions that matter
   * @return those that were registered there, or may have been
   */
  List<String> lost(String switchId, Collection<String> all) {
    Set<String> before = registered.put(switchId, new HashSet<>());
    own.add(switchId);
    Topics.PHONES.publish(vertx, "", new PhoneNews.Lost(self, switchId));
    onLost.forEach(handler -> handler.accept(switchId));
    return all.stream().filter(e -> before == null || before.contains(e)).toList();
  }

  /** Another node may own the switch now, and tells. */
  void disown(String switchId) {
    own.remove(switchId);
  }

  private void told(PhoneNews news) {
    if (self.equals(news.from())) {
      return;
    }
    if (news instanceof PhoneNews.Wanted) {
      own.forEach(this::tellAll);
    } else if (news instanceof PhoneNews.All all && !own.contains(all.switchId())) {
      registered.put(all.switchId(), new HashSet<>(all.extensions()));
    } else if (news instanceof PhoneNews.Lost lost && !own.contains(lost.switchId())) {
      registered.put(lost.switchId(), new HashSet<>());
      onLost.forEach(handler -> handler.accept(lost.switchId()));
    } else if (news instanceof PhoneNews.Changed one && !own.contains(one.switchId())) {
      note(one.switchId(), one.extension(), one.registered());
    }
  }

  private void tellAll(String switchId) {
    Topics.PHONES.publish(
        vertx, "", new PhoneNews.All(self, switchId, Set.copyOf(registered.get(switchId))));
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
    extension
        .filter(e -> note(switchId, e, now))
        .ifPresent(
            e -> Topics.PHONES.publish(vertx, "", new PhoneNews.Changed(self, switchId, e, now)));
    return extension;
  }

  /** @return whether that is new */
  private boolean note(String switchId, String extension, boolean now) {
    Set<String> all = registered.get(switchId);
    if (all == null) {
      return false;
    }
    boolean changes = now ? all.add(extension) : all.remove(extension);
    boolean moves = now && !switchId.equals(newest.put(extension, switchId));
    return changes || moves;
  }
}
