package org.ctibar.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The switch without its wire, on a clock that the test turns. */
final class Bench implements EventSink {
  static final String LEG_VARIABLES =
      "park_after_bridge=true;hangup_after_bridge=false;uuid_bridge_park_on_cancel=true";

  final ManualScheduler clock = new ManualScheduler();
  final Core core = new Core(SimulatorConfig.defaults(), clock, this);
  final List<SwitchEvent> events = new ArrayList<>();
  private final CommandTable commands = new CommandTable(core);
  private int legs;

  @Override
  public boolean wants(String eventName) {
    return true;
  }

  @Override
  public void deliver(SwitchEvent event) {
    events.add(event);
  }

  String api(String command) {
    List<String> results = new ArrayList<>();
    commands.run(command, results::add);
    return results.isEmpty() ? "" : results.get(0);
  }

  /** Starts an originate as {@code bgapi} would. @return its result, once it is there */
  List<String> originate(String variables, String target) {
    List<String> results = new ArrayList<>();
    commands.run("originate {" + variables + "}" + target + " &park()", results::add);
    return results;
  }

  /** A caller who waits, parked. */
  String parkedCaller() {
    String uuid = core.outside.placeCall(CallerSpec.of("7001", "13800001111"));
    clock.advance(300);
    api("uuid_setvar_multi " + uuid + " " + LEG_VARIABLES);
    return uuid;
  }

  /** An agent's leg, answered and parked. */
  String parkedAgent(String extension, String variables) {
    String uuid = "00000000-0000-4000-8000-00000000000" + ++legs;
    originate("origination_uuid=" + uuid + ",cti_role=agent," + variables, "user/" + extension);
    clock.advance(100);
    api("uuid_phone_event " + uuid + " talk");
    clock.advance(100);
    return uuid;
  }

  /** Music by {@code sendmsg}. */
  void play(String uuid) {
    commands.sendMessage(
        uuid,
        new EslRequest(
            "sendmsg " + uuid,
            Map.of("execute-app-name", "playback", "execute-app-arg", "local_stream://moh"),
            ""));
  }

  /** The names of a leg's events since the mark, without the chatter about states. */
  List<String> lean(String uuid, int mark) {
    return events.subList(mark, events.size()).stream()
        .filter(event -> uuid.equals(event.headers().get("Unique-ID")))
        .map(SwitchEvent::name)
        .filter(name ->
            !name.matches("CHANNEL_(STATE|CALLSTATE|EXECUTE|EXECUTE_COMPLETE|OUTGOING|DESTROY"
                + "|ORIGINATE|HANGUP)|CALL_UPDATE|PLAYBACK_.*"))
        .toList();
  }

  int mark() {
    return events.size();
  }

  Map<String, Object> last(String name, String uuid) {
    return events.stream()
        .filter(
            event -> event.name().equals(name) && uuid.equals(event.headers().get("Unique-ID")))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new AssertionError("no " + name + " of " + uuid))
        .headers();
  }
}
