package org.ctibar.simulator;

import java.util.Optional;

/** Commands that move legs: bridge, park, transfer. */
final class BridgeCommands {
  private static final String NO_CHANNEL = "-ERR No such channel!\n";

  private final Core core;

  BridgeCommands(Core core) {
    this.core = core;
  }

  void register(CommandTable table) {
    table.add("uuid_bridge", this::bridge);
    table.add("uuid_park", this::park);
    table.add("uuid_transfer", this::transfer);
  }

  private String bridge(String argument) {
    String[] uuids = argument.split("\\s+");
    if (uuids.length != 2) {
      return "-USAGE: <uuid> <other_uuid>\n";
    }
    Optional<Channel> first = core.living(uuids[0]);
    Optional<Channel> second = core.living(uuids[1]);
    if (first.isEmpty() || second.isEmpty() || first.equals(second)) {
      return "-ERR Invalid uuid\n";
    }
    core.bridges.connect(first.get(), second.get());
    return "+OK " + uuids[1] + "\n";
  }

  private String park(String argument) {
    return core.living(argument)
        .map(leg -> {
          boolean parked = leg.running == ChannelState.PARK;
          core.nextFrame(leg, () -> {
            if (parked) {
              core.partings.parkAgain(leg);
            } else {
              core.partings.park(leg);
            }
          });
          return "+OK\n";
        })
        .orElse(NO_CHANNEL);
  }

  private String transfer(String argument) {
    String[] words = argument.split("\\s+", 2);
    if (words.length < 2) {
      return "-USAGE: <uuid> [-bleg|-both] <dest-exten> [<dialplan>] [<context>]\n";
    }
    Optional<Channel> leg = core.living(words[0]);
    if (leg.isEmpty()) {
      return NO_CHANNEL;
    }
    String where = words[1].replaceFirst("^-(bleg|both)\\s+", "");
    int end = DialString.endOfWord(where);
    String destination = where.substring(0, end).replace("'", "");
    String[] rest = where.substring(end).strip().split("\\s+");
    Transfers.Target target = new Transfers.Target(
        destination, rest[0].isEmpty() ? "XML" : rest[0], rest.length > 1 ? rest[1] : "");
    if (words[1].startsWith("-both ")) {
      core.transfers.transferBoth(leg.get(), target);
    } else {
      Channel who = words[1].startsWith("-bleg ") ? partnerOf(leg.get()) : leg.get();
      core.transfers.transfer(who, target);
    }
    return "+OK\n";
  }

  /** Whom it talks with; a leg that talks with nobody stands for itself. */
  private static Channel partnerOf(Channel leg) {
    return leg.bridge != null && leg.bridge.talking ? leg.bridge.partnerOf(leg) : leg;
  }
}
