package org.ctibar.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What {@code api} and {@code bgapi} understand. What is not here is answered as an unknown command. */
final class CommandTable {
  /** A command: its argument text, and where its result goes when it is there. */
  interface Command {
    void run(String argument, Consumer<String> result);
  }

  private final Map<String, Command> commands = new HashMap<>();
  private final MessageCommand messages;

  CommandTable(Core core) {
    messages = new MessageCommand(core);
    new ChannelCommands(core).register(this);
    new BridgeCommands(core).register(this);
    new ConversationCommands(core).register(this);
    new SwitchCommands(core).register(this);
    new ScheduleCommands(core, this).register(this);
    new ScriptCommands(core).register(this);
    new DeadManScript(core).register(this);
    add("conference", new ConferenceCommands(core));
    add("originate", new OriginateCommand(core));
  }

  void add(String verb, Command command) {
    commands.put(verb, command);
  }

  /** For commands whose answer is there at once. */
  void add(String verb, Function<String, String> command) {
    commands.put(verb, (argument, result) -> result.accept(command.apply(argument)));
  }

  void run(String line, Consumer<String> result) {
    String[] words = line.strip().split(" ", 2);
    Command command = commands.get(words[0]);
    if (command == null) {
      result.accept("-ERR " + words[0] + " Command not found!\n");
    } else {
      command.run(words.length > 1 ? words[1].strip() : "", result);
    }
  }

  String sendMessage(String uuid, EslRequest request) {
    return messages.handle(uuid, request);
  }
}
