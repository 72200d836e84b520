package org.ctibar.simulator;

import java.util.Optional;

/** {@code sendmsg}: an application for a leg, begun at the next frame. */
final class MessageCommand {
  private final Core core;

  MessageCommand(Core core) {
    this.core = core;
  }

  String handle(String uuid, EslRequest request) {
    Optional<Channel> found = core.living(uuid);
    if (found.isEmpty()) {
      return "-ERR invalid session id [" + uuid + "]";
    }
    Channel leg = found.get();
    if (request.header("call-command").equals("hangup")) {
      core.hangups.bySwitch(leg, HangupCause.parse(request.header("hangup-cause")));
    } else {
      String argument =
          request.body().isEmpty() ? request.header("execute-app-arg") : request.body();
      Applications.Step step = new Applications.Step(request.header("execute-app-name"), argument);
      core.nextFrame(leg, () -> execute(leg, step));
    }
    return "+OK";
  }

  private void execute(Channel leg, Applications.Step step) {
    if (leg.unheard == null) {
      core.applications.execute(leg, step, () -> {});
    } else {
      leg.unheard.add(step);
    }
  }
}
