package org.ctibar.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.queue.QueueCommand;

/** Effects in the words of a specification, {@code bridge caller agent}. */
final class Deeds {
  private Deeds() {}

  /** What switch, agents and queues would notice, in order; timers and publications left out. */
  static List<String> of(List<Effect> effects, Map<String, String> names) {
    return effects.stream().flatMap(e -> deed(e, names).stream()).toList();
  }

  private static Optional<String> deed(Effect effect, Map<String, String> names) {
    if (effect instanceof Effect.TellAgent e) {
      return Optional.of(told(e.progress()));
    }
    if (effect instanceof Effect.TellQueue e) {
      return Optional.of("queue: " + told(e.command()));
    }
    if (effect instanceof Effect.Finish) {
      return Optional.of("finish");
    }
    return order(effect).map(text -> named(text, names));
  }

  private static Optional<String> order(Effect effect) {
    if (effect instanceof Effect.Answer e) {
      return Optional.of("answer " + e.leg());
    }
    if (effect instanceof Effect.SetVariables e) {
      return Optional.of("remember " + e.leg() + " " + e.values().get(Variables.STATE));
    }
    if (effect instanceof Effect.StopMedia e) {
      return Optional.of("silence " + e.leg());
    }
    if (effect instanceof Effect.Wake e) {
      return Optional.of("wake " + e.leg());
    }
    if (effect instanceof Effect.PlayMusic e) {
      return Optional.of("music " + e.leg());
    }
    if (effect instanceof Effect.PlayRingback e) {
      return Optional.of("ringback " + e.leg());
    }
    if (effect instanceof Effect.Originate e) {
      return Optional.of("dial " + e.target().leg() + " " + e.target().dialString());
    }
    if (effect instanceof Effect.Bridge e) {
      return Optional.of("bridge " + e.customer() + " " + e.agent());
    }
    if (effect instanceof Effect.Kill e) {
      return Optional.of("kill " + e.leg() + " " + e.cause());
    }
    if (effect instanceof Effect.PhoneTalk e) {
      return Optional.of("talk " + e.leg());
    }
    if (effect instanceof Effect.KeepLeg e) {
      return Optional.of("keep " + e.leg());
    }
    if (effect instanceof Effect.LimitLeg e) {
      return Optional.of("limit " + e.leg() + " " + e.afterMs());
    }
    return inTalk(effect);
  }

  private static Optional<String> inTalk(Effect effect) {
    if (effect instanceof Effect.Park e) {
      return Optional.of("park " + e.leg());
    }
    if (effect instanceof Effect.Gather e) {
      return Optional.of("gather " + e.groups());
    }
    if (effect instanceof Effect.SendDigits e) {
      return Optional.of("digits " + e.leg() + " " + e.digits());
    }
    if (effect instanceof Effect.Mute e) {
      return Optional.of((e.on() ? "mute " : "unmute ") + e.leg());
    }
    if (effect instanceof Effect.Resolve e) {
      return Optional.of("resolve " + e.number() + " for " + e.agentId());
    }
    if (effect instanceof Effect.SeekRefuge e) {
      return Optional.of("refuge for " + e.agentId());
    }
    return effect instanceof Effect.Inspect e
        ? Optional.of("inspect " + e.leg())
        : Optional.empty();
  }

  private static String told(CallProgress p) {
    String end = p.cause() == null ? "" : " " + p.cause() + " " + p.code();
    return "tell " + p.agentId() + " " + p.step() + end;
  }

  private static String told(QueueCommand command) {
    if (command instanceof QueueCommand.OfferEnded offer) {
      return offer.agentId() + " " + offer.outcome();
    }
    return command instanceof QueueCommand.Enqueue ? "enqueue" : "leave";
  }

  private static String named(String text, Map<String, String> names) {
    String result = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      result = result.replace(name.getKey(), name.getValue());
    }
    return result;
  }
}
