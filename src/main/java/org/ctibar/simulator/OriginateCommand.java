package org.ctibar.simulator;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code originate <dial string> &park()}, another application, or {@code 'app:arg,app:arg' inline}. */
final class OriginateCommand implements CommandTable.Command {
  private static final String USAGE =
      "-USAGE: <call url> <exten>|&<application_name>(<app_args>) [<dialplan>] [<context>]"
          + " [<cid_name>] [<cid_num>] [<timeout_sec>]\n";

  private static final Pattern APPLICATION =
      Pattern.compile("&(park|conference|playback|echo|eavesdrop)(?:\\((.*)\\))?");
  private static final Pattern INLINE = Pattern.compile("'?([a-z_]+:[^']*)'? +inline");

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
    Optional<Applications.Errand> errand = errand(application);
    if (errand.isEmpty()) {
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
    core.originator.dial(dial, errand.get(), result);
  }

  private static Optional<Applications.Errand> errand(String text) {
    Matcher application = APPLICATION.matcher(text);
    if (application.matches()) {
      String data = Objects.requireNonNullElse(application.group(2), "");
      return Optional.of(Applications.Errand.of(application.group(1), data));
    }
    Matcher inline = INLINE.matcher(text);
    return inline.matches()
        ? Optional.of(new Applications.Errand(Dialplan.inline(inline.group(1)), true))
        : Optional.empty();
  }
}
