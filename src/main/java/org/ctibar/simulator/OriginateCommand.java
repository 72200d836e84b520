package org.ctibar.simulator;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code originate <dial string> &park()}, or another application. */
final class OriginateCommand implements CommandTable.Command {
  private static final String USAGE =
      "-USAGE: <call url> <exten>|&<application_name>(<app_args>) [<dialplan>] [<context>]"
          + " [<cid_name>] [<cid_num>] [<timeout_sec>]\n";

  private static final Pattern APPLICATION =
      Pattern.compile("&(park|conference|playback|echo)(?:\\((.*)\\))?");

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
    Matcher known = APPLICATION.matcher(application);
    if (!known.matches()) {
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
    String data = Objects.requireNonNullElse(known.group(2), "");
    core.originator.dial(dial, new Applications.Step(known.group(1), data), result);
  }
}
