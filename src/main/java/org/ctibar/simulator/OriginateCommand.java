package org.ctibar.simulator;

import java.util.function.Consumer;

/** {@code originate <dial string> &park()}. */
final class OriginateCommand implements CommandTable.Command {
  private static final String USAGE =
      "-USAGE: <call url> <exten>|&<application_name>(<app_args>) [<dialplan>] [<context>]"
          + " [<cid_name>] [<cid_num>] [<timeout_sec>]\n";

  private final Core core;

  OriginateCommand(Core core) {
    this.core = core;
  }

  @Override
  public void run(String argument, Consumer<String> result) {
    int end = DialString.endOfWord(argument);
    String application = argument.substring(end).strip();
    if (application.isEmpty()) {
      result.accept(USAGE);
      return;
    }
    if (!application.matches("&park(\\(\\))?")) {
      result.accept("-ERR DESTINATION_OUT_OF_ORDER\n");
      return;
    }
    DialString dial;
    try {
      dial = DialString.parse(argument.substring(0, end));
    } catch (IllegalArgumentException e) {
      result.accept("-ERR DESTINATION_OUT_OF_ORDER\n");
      return;
    }
    core.originator.toPark(dial, result);
  }
}
