package org.ctibar.simulator;

import java.util.Optional;

/** Tasks for later: {@code sched_hangup}, {@code sched_transfer}, {@code sched_api}, {@code sched_del}. */
final class ScheduleCommands {
  private static final String NO_CHANNEL = "-ERR No such channel!\n";

  private final Core core;
  private final CommandTable table;

  ScheduleCommands(Core core, CommandTable table) {
    this.core = core;
    this.table = table;
  }

  void register(CommandTable into) {
    into.add("sched_hangup", this::hangup);
    into.add("sched_transfer", this::transfer);
    into.add("sched_api", this::api);
    into.add("sched_del", this::delete);
  }

  private String hangup(String argument) {
    String[] words = argument.split("\\s+", 3);
    if (words.length < 2) {
      return "-USAGE: [+]<time> <uuid> [<cause>]\n";
    }
    Optional<Channel> leg = core.living(words[1]);
    if (leg.isEmpty()) {
      return NO_CHANNEL;
    }
    core.tasks.hangup(leg.get(), words[0] + " " + (words.length > 2 ? words[2] : ""));
    return "+OK\n";
  }

  private String transfer(String argument) {
    String[] words = argument.split("\\s+");
    if (words.length < 3) {
      return "-USAGE: [+]<time> <uuid> <extension> [<dialplan>] [<context>]\n";
    }
    Optional<Channel> found = core.living(words[1]);
    if (found.isEmpty()) {
      return NO_CHANNEL;
    }
    Channel leg = found.get();
    Transfers.Target target = new Transfers.Target(
        words[2], words.length > 3 ? words[3] : "XML", words.length > 4 ? words[4] : "");
    core.tasks.schedule(words[0], leg.uuid, () -> {
      if (!leg.isEnded()) {
        core.transfers.transfer(leg, target);
      }
    });
    return "+OK\n";
  }

  private String api(String argument) {
    String[] words = argument.split("\\s+", 3);
    if (words.length < 3) {
      return "-USAGE: [+@]<time> <group_name> <command_string>[&]\n";
    }
    int id = core.tasks.schedule(words[0], words[1], () -> table.run(words[2], ignored -> {}));
    return id < 0
        ? "-ERR Invalid syntax. USAGE: [+@]<time> <group_name> <command_string>[&]\n"
        : "+OK Added: " + id + "\n";
  }

  private String delete(String argument) {
    return argument.isEmpty()
        ? "-USAGE: <task_id>|<group_id>\n"
        : "+OK Deleted: " + core.tasks.delete(argument) + "\n";
  }
}
