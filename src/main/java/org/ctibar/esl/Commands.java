package org.ctibar.esl;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that may be said to a switch. Each method throws IllegalArgumentException for a uuid, number, name or
 * argument of a form that is not allowed; values of channel variables are cleaned instead.
 */
public final class Commands {
  /** They run shell commands or expressions, or take the switch or its modules away. */
  private static final Set<String> FORBIDDEN = Set.of(
      "system",
      "bg_system",
      "spawn",
      "bg_spawn",
      "spawn_stream",
      "shutdown",
      "fsctl",
      "load",
      "unload",
      "reload",
      "reloadxml",
      "expand",
      "eval",
      "bgapi",
      "xml_flush_cache");

  /** uuid_setvar_multi reads no more than 64. */
  private static final int MAX_VARIABLES = 60;

  private Commands() {}

  /** Whether commands can name a channel of this id. */
  public static boolean isChannelId(String text) {
    return text != null && Rendering.isUuid(text);
  }

  /** Whether {@link #music} can play it. */
  public static boolean isStream(String text) {
    return text != null
        && !text.isBlank()
        && Rendering.isApplicationArgument(endless(text))
        && !HostileText.namesSocketModule(text);
  }

  /** Carried out when the leg's own thread comes to it: wait for CHANNEL_ANSWER. */
  public static EslCommand answer(String uuid) {
    return execute(uuid, "answer", "");
  }

  /** The customer's leg first: then an agent who hangs up meanwhile leaves the customer parked. */
  public static EslCommand bridge(String customerUuid, String otherUuid) {
    return EslCommand.of(
        "api uuid_bridge " + Rendering.uuid(customerUuid) + " " + Rendering.uuid(otherUuid));
  }

  /** @param cause for instance NORMAL_CLEARING */
  public static EslCommand kill(String uuid, String cause) {
    return EslCommand.of("api uuid_kill " + Rendering.uuid(uuid) + " " + Rendering.word(cause));
  }

  /** Sets all of them at once; an empty value removes the variable. */
  public static EslCommand setVars(String uuid, Map<String, String> variables) {
    if (variables.isEmpty() || variables.size() > MAX_VARIABLES) {
      throw new IllegalArgumentException("from 1 to " + MAX_VARIABLES + " variables at once");
    }
    String list = variables.entrySet().stream()
        .map(e ->
            Rendering.variableName(e.getKey()) + "=" + Rendering.value(e.getKey(), e.getValue()))
        .collect(Collectors.joining(";"));
    return EslCommand.of("api uuid_setvar_multi " + Rendering.uuid(uuid) + " " + list);
  }

  /** Makes a desk phone go off-hook ({@code talk}) or hold; answers +OK even where it does nothing. */
  public static EslCommand phoneEvent(String uuid, String event) {
    return EslCommand.of(
        "api uuid_phone_event " + Rendering.uuid(uuid) + " " + Rendering.word(event));
  }

  /** @param argument never text from outside: the switch expands it */
  public static EslCommand execute(String uuid, String application, String argument) {
    EslCommand command = EslCommand.of("sendmsg " + Rendering.uuid(uuid))
        .with("call-command", "execute")
        .with("execute-app-name", Rendering.word(application));
    String safe = Rendering.applicationArgument(argument);
    return (safe.isEmpty() ? command : command.with("execute-app-arg", safe)).with("loops", "1");
  }

  /** As {@link #execute}, but nothing else runs on the leg before it has ended. */
  public static EslCommand executeLocked(String uuid, String application, String argument) {
    return execute(uuid, application, argument).with("event-lock", "true");
  }

  /**
   * Plays for ever; a bridge ends it by itself. Started twice it plays twice: {@link #breakMedia} first.
   *
   * @param stream {@code local_stream://moh}, {@code tone_stream://%(2000,4000,440,480)} or a file
   */
  public static EslCommand music(String uuid, String stream) {
    return execute(uuid, "playback", endless(stream));
  }

  private static String endless(String stream) {
    boolean already = stream.startsWith("local_stream://") || stream.contains(";loops=");
    return already ? stream : stream + ";loops=-1";
  }

  public static EslCommand breakMedia(String uuid) {
    return EslCommand.of("api uuid_break " + Rendering.uuid(uuid) + " all");
  }

  /** On a bridged leg it parks the partner too; never for one that is parked: it would fall silent for good. */
  public static EslCommand park(String uuid) {
    return EslCommand.of("api uuid_park " + Rendering.uuid(uuid));
  }

  /** Parks a leg anew, wherever it is: CHANNEL_PARK follows, and what played on it has ended. */
  public static EslCommand parkAnew(String uuid) {
    return EslCommand.of("api uuid_transfer " + Rendering.uuid(uuid) + " park inline");
  }

  /**
   * Into a conference of that name, which begins with the first and is told by {@code conference::maintenance}.
   *
   * @param both the partner of a bridged leg comes too
   */
  public static EslCommand gather(String uuid, boolean both, String conference) {
    return EslCommand.of("api uuid_transfer " + Rendering.uuid(uuid) + (both ? " -both" : "")
        + " 'conference:" + Rendering.argument(conference) + "' inline");
  }

  /** The far end of the leg hears them. @param digits of 0-9, A-D, * and # */
  public static EslCommand sendDigits(String uuid, String digits) {
    return api("uuid_send_dtmf", Rendering.uuid(uuid), digits);
  }

  /** As if the far end of the leg had pressed it. @param digits of 0-9, A-D, * and # */
  public static EslCommand pressKeys(String uuid, String digits) {
    return api("uuid_recv_dtmf", Rendering.uuid(uuid), digits);
  }

  /** Nobody hears the far end of the leg any more, wherever it is bridged. */
  public static EslCommand mute(String uuid) {
    return EslCommand.of("api uuid_audio " + Rendering.uuid(uuid) + " start read mute 1");
  }

  public static EslCommand unmute(String uuid) {
    return EslCommand.of("api uuid_audio " + Rendering.uuid(uuid) + " stop");
  }

  /** The phones that are registered at a SIP profile, as text for people. */
  public static EslCommand registrations(String profile) {
    return api("sofia", "status", "profile", profile, "reg");
  }

  /** Answers at once; how it went comes as BACKGROUND_JOB, perhaps after the leg's own events. */
  public static EslCommand originate(Originate leg) {
    return background("originate " + leg.render() + " " + leg.application(), leg.jobUuid());
  }

  static EslCommand background(String line, String jobUuid) {
    return EslCommand.of("bgapi " + line).with("Job-UUID", Rendering.uuid(jobUuid));
  }

  public static EslCommand showChannels() {
    return EslCommand.of("api show channels as json");
  }

  public static EslCommand dump(String uuid) {
    return EslCommand.of("api uuid_dump " + Rendering.uuid(uuid) + " json");
  }

  /** The reply is the context's XML, if the switch has it. */
  public static EslCommand dialplanContext(String name) {
    return api("xml_locate", "dialplan", "context", "name", name);
  }

  public static EslCommand status() {
    return EslCommand.of("api status");
  }

  /** Remembered by the switch as long as it runs. */
  public static EslCommand setGlobal(String name, String value) {
    return EslCommand.of(
        "api global_setvar " + Rendering.variableName(name) + "=" + globalValue(value));
  }

  /** Sets it only if it is {@code expected} now; answers +OK in either case, so read it back. */
  public static EslCommand replaceGlobal(String name, String value, String expected) {
    return EslCommand.of("api global_setvar " + Rendering.variableName(name) + "="
        + globalValue(value) + "=" + globalValue(expected));
  }

  /** The reply is the value; refused if there is none. */
  public static EslCommand getGlobal(String name) {
    return EslCommand.of("api global_getvar " + Rendering.variableName(name));
  }

  /**
   * A script in Lua that the switch runs by itself later.
   *
   * @param task under which {@link #unschedule} finds it; of one that is there already it is one more
   */
  public static EslCommand schedule(
      long afterSeconds, String task, String script, String... arguments) {
    return EslCommand.of("api sched_api +" + afterSeconds + " " + Rendering.word(task) + " "
        + lua(script, arguments));
  }

  public static EslCommand unschedule(String task) {
    return EslCommand.of("api sched_del " + Rendering.word(task));
  }

  /** @param script of the switch's own folder of scripts */
  public static EslCommand script(String script, String... arguments) {
    return EslCommand.of("api " + lua(script, arguments));
  }

  private static String lua(String script, String... arguments) {
    return Arrays.stream(arguments)
        .map(Rendering::argument)
        .collect(Collectors.joining(" ", "lua " + Rendering.word(script) + ".lua ", ""))
        .stripTrailing();
  }

  /** Any other API function, its arguments without spaces, quotes, braces, semicolons or dollars. */
  public static EslCommand api(String function, String... arguments) {
    if (FORBIDDEN.contains(function)) {
      throw new IllegalArgumentException(function + " is not for us to call");
    }
    return EslCommand.of(Arrays.stream(arguments)
        .map(Rendering::argument)
        .collect(Collectors.joining(" ", "api " + Rendering.word(function) + " ", ""))
        .stripTrailing());
  }

  private static String globalValue(String value) {
    String safe = Rendering.argument(value);
    if (safe.indexOf('=') >= 0) {
      throw new IllegalArgumentException("value of a global variable with an equals sign");
    }
    return safe;
  }
}
