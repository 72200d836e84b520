package org.ctibar.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** {@code conference NAME json_list|dial TARGET}. */
final class ConferenceCommands implements CommandTable.Command {
  private static final String[] FLAGS = {"can_hear", "can_see", "can_speak"};

  private final Core core;

  ConferenceCommands(Core core) {
    this.core = core;
  }

  @Override
  public void run(String argument, Consumer<String> result) {
    String[] words = argument.split("\\s+", 3);
    Optional<Conference> room = core.conferences.room(words[0]);
    if (room.isEmpty()) {
      result.accept("-ERR Conference " + words[0] + " not found\n");
    } else if (words.length > 1 && words[1].equals("json_list")) {
      result.accept(new JsonArray().add(describe(room.get())).encodePrettily());
    } else if (words.length > 2 && words[1].equals("dial")) {
      dial(room.get(), words[2], result);
    } else {
      result.accept("-USAGE: conference <name> json_list|dial <target>\n");
    }
  }

  private void dial(Conference room, String target, Consumer<String> result) {
    DialString dial = DialString.parse(target);
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("origination_caller_id_name", "conference");
    variables.put("origination_caller_id_number", "0000000000");
    variables.putAll(dial.variables());
    core.originator.dial(
        new DialString(variables, dial.target()),
        Applications.Errand.of("conference", room.name),
        answer -> {
          String cause =
              answer.startsWith("+OK") ? "SUCCESS" : answer.substring(5).strip();
          result.accept("+OK Call Requested: result: [" + cause + "]\n");
        });
  }

  private JsonObject describe(Conference room) {
    List<JsonObject> members = room.members.stream().map(this::describe).toList();
    return new JsonObject()
        .put("conference_name", room.name)
        .put("member_count", members.size())
        .put("ghost_count", 0)
        .put("rate", 8000)
        .put("run_time", secondsSince(room.sinceMicros))
        .put("conference_uuid", room.uuid)
        .put("running", true)
        .put("members", new JsonArray(members));
  }

  private JsonObject describe(Conference.Member member) {
    JsonObject flags = new JsonObject();
    for (String flag : FLAGS) {
      flags.put(flag, true);
    }
    CallerProfile profile = member.leg().profile;
    return new JsonObject()
        .put("type", "caller")
        .put("id", member.id())
        .put("flags", flags)
        .put("uuid", member.leg().uuid)
        .put("caller_id_name", profile.get("Caller-ID-Name"))
        .put("caller_id_number", profile.get("Caller-ID-Number"))
        .put("join_time", secondsSince(member.sinceMicros()));
  }

  private long secondsSince(long micros) {
    return TimeUnit.MICROSECONDS.toSeconds(core.scheduler.nowMicros() - micros);
  }
}
