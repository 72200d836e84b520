package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The application {@code conference}: rooms by name, who enters and who leaves. */
final class Conferences {
  private static final String MAINTENANCE = "conference::maintenance";

  private final Core core;
  private final Map<String, Conference> rooms = new LinkedHashMap<>();

  /** How a leg came in: the application that ends when it leaves. */
  record Entry(String argument, String applicationUuid) {}

  Conferences(Core core) {
    this.core = core;
  }

  /** @param argument {@code name[@profile][+flags]} */
  void enter(Channel leg, String argument) {
    Entry entry = new Entry(argument, core.applications.announce(leg, "conference", argument));
    Conference room = rooms.computeIfAbsent(argument.split("[@+]", 2)[0], this::open);
    leg.conference = room.admit(leg, entry, core.scheduler.nowMicros());
    core.events.custom(MAINTENANCE, leg.conference.headers("add-member"));
    leg.variables.putAll(leg.conference.variables());
  }

  /** The leg goes elsewhere or has ended; those who stay hear nothing of it but its absence. */
  void leave(Channel leg) {
    Conference.Member member = leg.conference;
    if (member == null) {
      return;
    }
    Conference room = member.room();
    room.members.remove(member);
    core.events.custom(MAINTENANCE, member.headers("del-member"));
    leg.conference = null;
    leg.variables.remove("conference_call_key");
    core.applications.complete(
        leg, "conference", member.entry().argument(), member.entry().applicationUuid());
    if (room.members.isEmpty()) {
      rooms.remove(room.name);
      core.scheduler.after(Core.FRAME_MS, () -> tell(room, "conference-destroy"));
    }
  }

  Optional<Conference> room(String name) {
    return Optional.ofNullable(rooms.get(name));
  }

  private Conference open(String name) {
    Conference room = new Conference(name, core.scheduler.nowMicros());
    tell(room, "conference-create");
    return room;
  }

  private void tell(Conference room, String action) {
    Map<String, Object> headers = room.headers();
    headers.put("Action", action);
    core.events.custom(MAINTENANCE, headers);
  }
}
