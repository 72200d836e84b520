package org.ctibar.simulator;

import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Commands about what is heard on a leg: hold, digits, mute. */
final class ConversationCommands {
  private static final String OK = "+OK\n";
  private static final String DONE = "+OK Success\n";
  private static final String AUDIO_USAGE =
      "-USAGE: <uuid> [start [read|write] [mute|level <level>]|stop]\n";

  private final Core core;

  ConversationCommands(Core core) {
    this.core = core;
  }

  void register(CommandTable table) {
    table.add("uuid_hold", this::hold);
    table.add("uuid_audio", this::audio);
    table.add("uuid_send_dtmf", argument -> digits(argument, this::send));
    table.add("uuid_recv_dtmf", argument -> digits(argument, this::receive));
  }

  /** Says yes to an unknown uuid too. */
  private String hold(String argument) {
    String[] words = argument.split("\\s+");
    boolean acts = words.length > 1 && words[0].matches("off|toggle");
    Consumer<Channel> act = core.holds::hold;
    if (acts) {
      act = words[0].equals("off") ? core.holds::unhold : core.holds::toggle;
    }
    core.living(words[acts ? 1 : 0]).ifPresent(act);
    return DONE;
  }

  private String audio(String argument) {
    String[] words = argument.split("\\s+");
    if (words.length < 2) {
      return AUDIO_USAGE;
    }
    return core.living(words[0]).map(leg -> audio(leg, words)).orElse("-ERR No such channel!\n");
  }

  /** Mute of the read side: nobody hears what the leg's phone says. */
  private static String audio(Channel leg, String[] words) {
    if (words[1].equals("stop")) {
      leg.muted = false;
      return OK;
    }
    boolean starts = words.length > 4 && words[1].equals("start") && words[2].matches("read|write");
    if (!starts || !words[3].matches("mute|level")) {
      return AUDIO_USAGE;
    }
    if (words[2].equals("read") && words[3].equals("mute")) {
      leg.muted = !words[4].equals("0");
    }
    return OK;
  }

  private String digits(String argument, BiFunction<Channel, String, String> act) {
    String[] words = argument.split("\\s+");
    if (words.length < 2) {
      return "-USAGE: <uuid> <dtmf_data>\n";
    }
    return core.living(words[0])
        .map(leg -> act.apply(leg, words[1]))
        .orElse("-ERR Cannot locate session!\n");
  }

  private String send(Channel leg, String digits) {
    core.keypad.send(leg, digits);
    return "+OK " + leg.uuid + " sent DTMF " + digits + ".\n";
  }

  private String receive(Channel leg, String digits) {
    core.keypad.receive(leg, digits);
    return "+OK " + leg.uuid + " received DTMF " + digits + ".\n";
  }
}
