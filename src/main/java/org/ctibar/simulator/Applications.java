package org.ctibar.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Dialplan applications, run by the dialplan or by {@code sendmsg}. */
final class Applications {
  /** One line of a dialplan. */
  record Step(String application, String argument) {}

  /**
   * What a leg that was dialled does once it is answered.
   *
   * @param throughDialplan it enters a dialplan of these lines, which ends it when they run out
   */
  record Errand(List<Step> steps, boolean throughDialplan) {
    static Errand of(String application, String argument) {
      return new Errand(List.of(new Step(application, argument)), false);
    }

    /** As an inline dialplan has it. */
    String text() {
      return steps.stream()
          .map(step -> step.application() + ":" + step.argument())
          .collect(Collectors.joining(","));
    }
  }

  private static final Set<String> ENDLESS = Set.of("endless_playback", "echo");

  private final Core core;

  Applications(Core core) {
    this.core = core;
  }

  /** Runs the steps one after the other; each waits for the play before it. */
  void run(Channel leg, List<Step> steps) {
    if (steps.isEmpty() || leg.isEnded()) {
      return;
    }
    List<Step> rest = steps.subList(1, steps.size());
    execute(leg, steps.get(0), () -> run(leg, rest));
  }

  /** @param next runs when the application is over by itself, not when something else ended it */
  void execute(Channel leg, Step step, Runnable next) {
    switch (step.application) {
      case "playback", "endless_playback", "echo" -> play(leg, step, next);
      case "park" -> core.legs.parkByApplication(leg);
      case "eavesdrop" -> core.eavesdrops.begin(leg, step.argument, next);
      case "conference" -> core.conferences.enter(leg, step.argument);
      case "bridge" -> core.bridgeApplication.run(leg, step.argument, next);
      default -> {
        String applicationUuid = announce(leg, step.application, step.argument);
        effect(leg, step);
        if (!leg.isEnded()) {
          complete(leg, step.application, step.argument, applicationUuid);
          next.run();
        }
      }
    }
  }

  /** An application that comes too late: begun and over at once. */
  void missed(Channel leg, Step step) {
    String applicationUuid = announce(leg, step.application, step.argument);
    leg.variables.put("current_application_response", "PLAYBACK ERROR");
    complete(leg, step.application, step.argument, applicationUuid);
  }

  String announce(Channel leg, String application, String argument) {
    String applicationUuid = Core.newUuid();
    leg.lastApplication = application;
    leg.lastArgument = argument;
    leg.shownApplication = application;
    leg.shownArgument = argument;
    leg.variables.remove("current_application_response");
    leg.variables.put("current_application", application);
    if (argument.isEmpty()) {
      leg.variables.remove("current_application_data");
    } else {
      leg.variables.put("current_application_data", argument);
    }
    core.events.full("CHANNEL_EXECUTE", leg, headers(application, argument, null, applicationUuid));
    return applicationUuid;
  }

  void complete(Channel leg, String application, String argument, String applicationUuid) {
    String response = leg.variable("current_application_response");
    core.events.full(
        "CHANNEL_EXECUTE_COMPLETE",
        leg,
        headers(application, argument, response.isEmpty() ? "_none_" : response, applicationUuid));
  }

  /** Ends every play of the leg, the innermost first. */
  void stopPlaying(Channel leg, String response) {
    while (!leg.playbacks.isEmpty()) {
      stopInnermost(leg, response);
    }
  }

  Playback stopInnermost(Channel leg, String response) {
    return stopInnermost(leg, response, "done");
  }

  /** The innermost play ends because somebody took it away, not because the leg went elsewhere. */
  Playback breakPlaying(Channel leg) {
    return stopInnermost(leg, "FILE PLAYED", "break");
  }

  private Playback stopInnermost(Channel leg, String response, String status) {
    Playback play = leg.playbacks.pop();
    play.end.cancel();
    if (!play.isEcho()) {
      List<String> headers = new ArrayList<>(List.of(fileHeaders(play)));
      headers.addAll(List.of("Playback-Status", status));
      core.events.full("PLAYBACK_STOP", leg, headers.toArray(String[]::new));
      leg.variables.put("current_application_response", response);
    }
    complete(leg, play.application, play.path, play.applicationUuid);
    return play;
  }

  /** {@code execute_on_answer='sched_hangup +N cause'}: the dead man's switch of an agent's leg. */
  void executeOnAnswer(Channel leg) {
    String line = leg.variable("execute_on_answer");
    if (!line.isEmpty()) {
      String[] parts = line.split("[ :]+", 2);
      effect(leg, new Step(parts[0], parts.length > 1 ? parts[1] : ""));
    }
  }

  private void play(Channel leg, Step step, Runnable next) {
    String applicationUuid = announce(leg, step.application, step.argument);
    if (leg.direction == Channel.Direction.INBOUND && leg.answerState == AnswerState.RINGING) {
      core.legs.earlyMedia(leg);
    }
    Playback play = new Playback(step.application, applicationUuid, step.argument, next);
    leg.playbacks.push(play);
    if (!play.isEcho()) {
      core.events.full("PLAYBACK_START", leg, fileHeaders(play));
    }
    if (!ENDLESS.contains(step.application)) {
      ToneLength.millis(step.argument)
          .ifPresent(ms -> play.end = core.scheduler.after(ms, () -> playedOut(leg, play)));
    }
  }

  private void playedOut(Channel leg, Playback play) {
    if (!leg.isEnded() && leg.playbacks.peek() == play) {
      stopInnermost(leg, "FILE PLAYED");
      play.next.run();
    }
  }

  private void effect(Channel leg, Step step) {
    switch (step.application) {
      case "answer" -> core.legs.answer(leg);
      case "hangup" -> core.hangups.bySwitch(leg, HangupCause.parse(step.argument));
      case "set" -> assign(leg, step.argument.split("=", 2));
      case "export" -> {
        assign(leg, step.argument.split("=", 2));
        leg.variables.merge(
            "export_vars", step.argument.split("=", 2)[0], (all, one) -> all + "," + one);
      }
      case "multiset" -> {
        for (String pair : step.argument.split(" ")) {
          assign(leg, pair.split("=", 2));
        }
      }
      case "unset" -> leg.variables.remove(step.argument);
      case "sched_hangup" -> core.tasks.hangup(leg, step.argument);
      default -> {
        // known to the real switch, without a visible effect here
      }
    }
  }

  private static void assign(Channel leg, String[] pair) {
    if (pair.length == 2 && !pair[1].isEmpty()) {
      leg.variables.put(pair[0], pair[1]);
    } else {
      leg.variables.remove(pair[0]);
    }
  }

  private static String[] fileHeaders(Playback play) {
    int colon = play.path.indexOf("://");
    String type = colon > 0 ? play.path.substring(0, colon) : "file";
    return new String[] {"Playback-File-Type", type, "Playback-File-Path", play.path};
  }

  private static String[] headers(
      String application, String argument, String response, String applicationUuid) {
    List<String> pairs = new ArrayList<>(List.of("Application", application));
    if (!argument.isEmpty()) {
      pairs.addAll(List.of("Application-Data", argument));
    }
    if (response != null) {
      pairs.addAll(List.of("Application-Response", response));
    }
    pairs.addAll(List.of("Application-UUID", applicationUuid));
    return pairs.toArray(String[]::new);
  }
}
