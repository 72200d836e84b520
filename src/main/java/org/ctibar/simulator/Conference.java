package org.ctibar.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** A room in which several legs talk: made by the first who enters, gone with the last who leaves. */
final class Conference {
  /** Newest first, as the switch lists them. */
  final Deque<Member> members = new ArrayDeque<>();

  final String name;
  final String uuid = Core.newUuid();
  final long sinceMicros;
  private int lastId;

  Conference(String name, long sinceMicros) {
    this.name = name;
    this.sinceMicros = sinceMicros;
  }

  Member admit(Channel leg, Conferences.Entry entry, long nowMicros) {
    Member member = new Member(++lastId, this, leg, entry, nowMicros);
    members.addFirst(member);
    return member;
  }

  /** What every event of the room tells of it. */
  Map<String, Object> headers() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("Conference-Name", name);
    all.put("Conference-Domain", FarEnd.DOMAIN);
    all.put("Conference-Size", String.valueOf(members.size()));
    all.put("Conference-Ghosts", "0");
    all.put("Conference-Profile-Name", "default");
    all.put("Conference-Unique-ID", uuid);
    return all;
  }

  /** A leg in a room. */
  record Member(int id, Conference room, Channel leg, Conferences.Entry entry, long sinceMicros) {

    Map<String, Object> variables() {
      String number = leg.profile.get("Caller-ID-Number");
      return Map.of(
          "app_session_uuid",
          room.uuid,
          "conference_call_key",
          String.join("_", "conference", room.name, FarEnd.DOMAIN, number),
          "conference_ghost",
          "false",
          "conference_member_id",
          String.valueOf(id),
          "conference_moderator",
          "false",
          "conference_name",
          room.name,
          "conference_uuid",
          room.uuid);
    }

    Map<String, Object> headers(String action) {
      Map<String, Object> all = room.headers();
      all.put("Floor", "false");
      ChannelHeaders.write(leg, all);
      all.put("Video", "false");
      all.put("Hear", "true");
      all.put("See", "true");
      all.put("Speak", "true");
      all.put("Talking", "false");
      all.put("Mute-Detect", "false");
      all.put("Hold", "false");
      all.put("Member-ID", String.valueOf(id));
      all.put("Member-Type", "member");
      all.put("Member-Ghost", "false");
      all.put("Energy-Level", "100");
      all.put("Current-Energy", "0");
      all.put("Action", action);
      return all;
    }
  }
}
