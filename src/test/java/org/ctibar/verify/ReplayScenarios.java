package org.ctibar.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.ctibar.simulator.Trace;

/** The recordings that the simulated switch is checked with. */
final class ReplayScenarios {
  /**
   * Nothing but answers to wrong commands; a browser as the phone; a minute of silence; what depends on the settings
   * of the recorded switch's profiles; and a bridge of a leg that its phone holds, which comes out now so, now so.
   */
  private static final Set<String> NOT_PLAYED = Set.of(
      "command_errors",
      "register_and_unregister",
      "edge/dead_phone",
      "edge/fix_phone_hold_then_bridge_T",
      "edge/attended_by_phone",
      "edge/phone_second_call",
      "edge/fs2_agent_refer_forced_context",
      "edge/refer_by_caller_bridged");

  private ReplayScenarios() {}

  static List<Scenario> all() throws IOException {
    return Files.readAllLines(Trace.FOLDER.resolve("PLAYED.txt")).stream()
        .filter(name -> !name.isBlank() && !NOT_PLAYED.contains(name))
        .map(name -> new Scenario("recording: " + name, stage -> Replay.run(name, stage)))
        .toList();
  }
}
