package org.ctibar.call;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctibar.esl.Commands;
import org.ctibar.esl.EslCommand;
import org.ctibar.esl.EslException;
import org.ctibar.esl.EslLink;
import org.ctibar.esl.Originate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says to the switch what a call decided. Commands leave in the order of the calls of these methods. */
final class SwitchHands {
  private static final Logger LOG = LoggerFactory.getLogger(SwitchHands.class);
  /** Far beyond our own timers, which end a ringing: only for a platform that is gone. */
  private static final String ORIGINATE_TIMEOUT_S = "300";

  private final EslLink link;
  private final CallConfig config;

  SwitchHands(EslLink link, CallConfig config) {
    this.link = link;
    this.config = config;
  }

  void answer(String leg) {
    say(Commands.answer(leg));
  }

  void setVariables(String leg, Map<String, String> values) {
    say(Commands.setVars(leg, values));
  }

  void silence(String leg) {
    say(Commands.breakMedia(leg));
  }

  void music(String leg) {
    say(Commands.music(leg, config.music()));
  }

  void ringback(String leg) {
    say(Commands.music(leg, config.ringback()));
  }

  void bridge(String customer, String agent) {
    say(Commands.bridge(customer, agent));
  }

  void kill(String leg, String cause) {
    say(Commands.kill(leg, cause));
  }

  void phoneTalk(String leg) {
    say(Commands.phoneEvent(leg, "talk"));
  }

  void keep(String leg) {
    say(Commands.api("sched_del", leg));
  }

  /**
   * @return fails with {@link EslException}, of which REFUSED means that no leg will come of it, as does
   *     IllegalArgumentException: it cannot be said
   */
  Future<String> originate(Effect.Target target) {
    Map<String, String> all = new LinkedHashMap<>(target.variables());
    all.put("originate_timeout", ORIGINATE_TIMEOUT_S);
    if (target.callerNumber() != null && !target.callerNumber().isEmpty()) {
      all.put("origination_caller_id_number", target.callerNumber());
    }
    if (target.callerName() != null) {
      all.put("origination_caller_id_name", target.callerName());
    }
    if (target.autoAnswer()) {
      all.put("sip_auto_answer", "true");
    }
    try {
      return link.send(Commands.originate(new Originate(target.leg(), all, target.dialString())));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }

  /** Replies are not trusted: what became of a command is told by events. */
  private void say(EslCommand command) {
    link.send(command)
        .onFailure(e -> LOG.debug(
            "Switch did not obey switch={} command={} reason={}",
            link.address().id(),
            command,
            e.toString()));
  }
}
