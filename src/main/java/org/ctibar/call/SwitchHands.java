package org.ctibar.call;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctibar.cluster.Tenure;
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
  private final Tenure tenure;
  /** Legs whose order was lost with the link: the switch may have heard of them or not. */
  private final Set<String> unheard = new HashSet<>();

  private final Ways ways;

  /** @param tenure after which nothing is said any more */
  SwitchHands(EslLink link, CallConfig config, Tenure tenure, Ways ways) {
    this.ways = ways;
    this.tenure = tenure;
    this.link = link;
    this.config = config;
  }

  Future<CallInput.Inspected> inspect(String leg) {
    return link.channel(leg)
        .map(found -> new CallInput.Inspected(
            leg, found.isPresent(), found.map(c -> c.bridgedTo()).orElse(null)));
  }

  /** @return whether this was an order to the switch */
  boolean obey(Effect effect) {
    if (effect instanceof Effect.Gather gather) {
      gather(gather);
      return true;
    }
    Optional<EslCommand> order = order(effect);
    order.ifPresent(this::say);
    return order.isPresent();
  }

  private Optional<EslCommand> order(Effect effect) {
    if (effect instanceof Effect.Answer e) {
      return Optional.of(Commands.answer(e.leg()));
    } else if (effect instanceof Effect.SetVariables e) {
      return Optional.of(Commands.setVars(e.leg(), e.values()));
    } else if (effect instanceof Effect.StopMedia e) {
      return Optional.of(Commands.breakMedia(e.leg()));
    } else if (effect instanceof Effect.PlayMusic e) {
      return Optional.of(Commands.music(e.leg(), config.music()));
    } else if (effect instanceof Effect.PlayRingback e) {
      return Optional.of(Commands.music(e.leg(), config.ringback()));
    } else if (effect instanceof Effect.Bridge e) {
      return Optional.of(Commands.bridge(e.customer(), e.agent()));
    } else if (effect instanceof Effect.Kill e) {
      return Optional.of(Commands.kill(e.leg(), e.cause()));
    } else if (effect instanceof Effect.Park e) {
      return Optional.of(Commands.park(e.leg()));
    } else if (effect instanceof Effect.Wake e) {
      return Optional.of(Commands.parkAnew(e.leg()));
    } else if (effect instanceof Effect.SendDigits e) {
      return Optional.of(Commands.sendDigits(e.leg(), e.digits()));
    } else if (effect instanceof Effect.Mute e) {
      return Optional.of(e.on() ? Commands.mute(e.leg()) : Commands.unmute(e.leg()));
    } else if (effect instanceof Effect.PhoneTalk e) {
      return Optional.of(Commands.phoneEvent(e.leg(), "talk"));
    } else if (effect instanceof Effect.KeepLeg e) {
      return Optional.of(Commands.api("sched_del", e.leg()));
    } else if (effect instanceof Effect.LimitLeg e) {
      long seconds = Math.max(1, e.afterMs() / 1_000);
      return Optional.of(
          Commands.api("sched_hangup", "+" + seconds, e.leg(), Causes.ALLOTTED_TIMEOUT));
    }
    return Optional.empty();
  }

  private void gather(Effect.Gather e) {
    String name = "cti-" + e.callId() + "@" + config.conferenceProfile();
    e.groups().forEach(legs -> say(Commands.gather(legs.get(0), legs.size() > 1, name)));
  }

  void kill(String leg, String cause) {
    say(Commands.kill(leg, cause));
  }

  /** @return the other switch at which the phone of this leg rings; empty if it rings here */
  Future<Optional<String>> phoneAt(String leg) {
    return ways.many()
        ? link.channel(leg).map(found -> found.map(channel -> channel.variable(Variables.PHONE_AT)))
        : Future.succeededFuture(Optional.empty());
  }

  void pressKey(String leg, String key) {
    say(Commands.pressKeys(leg, key));
  }

  /** @return false if no leg can come of it; true if one may */
  Future<Boolean> originate(Effect.Target wanted) {
    return originate(wanted, null);
  }

  /** As {@link #originate(Effect.Target)}. @param listensTo the leg that it hears when it is up; null if it parks */
  Future<Boolean> originate(Effect.Target wanted, String listensTo) {
    if (!tenure.holds()) {
      return Future.succeededFuture(true);
    }
    Effect.Target target = ways.of(wanted);
    Map<String, String> all = new LinkedHashMap<>(target.variables());
    all.put("originate_timeout", ORIGINATE_TIMEOUT_S);
    if (target.callerNumber() != null && !target.callerNumber().isEmpty()) {
      all.put("origination_caller_id_number", target.callerNumber());
    }
    if (target.callerName() != null) {
      all.put("origination_caller_id_name", target.callerName());
    }
    if (Ways.isPhone(wanted)) {
      all.put("rtp_timeout_sec", Long.toString(config.mediaTimeout().toSeconds()));
    }
    if (target.autoAnswer()) {
      all.put("sip_auto_answer", "true");
    }
    return Future.succeededFuture()
        .compose(v -> link.send(Commands.originate(
            new Originate(target.leg(), all, target.dialString()).listeningTo(listensTo))))
        .map(true)
        .otherwise(e -> mayRing(target.leg(), e));
  }

  /** @return legs that do not come if the switch, asked from now on, does not have them */
  Set<String> unheard() {
    Set<String> all = Set.copyOf(unheard);
    unheard.clear();
    return all;
  }

  private boolean mayRing(String leg, Throwable e) {
    if (e instanceof EslException lost && lost.kind() == EslException.Kind.NOT_CONNECTED) {
      unheard.add(leg);
    }
    LOG.warn(
        "Phone could not be rung switch={} leg={} reason={}",
        link.address().id(),
        leg,
        e.toString());
    return !(e instanceof IllegalArgumentException)
        && !(e instanceof EslException x && x.kind() == EslException.Kind.REFUSED);
  }

  /** Replies are not trusted: what became of a command is told by events. */
  private void say(EslCommand command) {
    if (!tenure.holds()) {
      return;
    }
    link.send(command)
        .onFailure(e -> LOG.debug(
            "Switch did not obey switch={} command={} reason={}",
            link.address().id(),
            command,
            e.toString()));
  }
}
