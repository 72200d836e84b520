package org.ctibar.call;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.ListenedBy;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.ListenMode;
import org.ctibar.bus.call.LiveCall.Party;
import org.ctibar.esl.ChannelSnapshot;

/** The supervisors who listen to agents on one switch. Belongs to the event loop of its {@link SwitchOwner}. */
final class Listeners {
  private final Vertx vertx;
  private final Clock clock;
  private final SwitchHands hands;
  private final Ways ways;
  private final CallTimes times;
  /** Gets the id of a call to which somebody listens in another way than before. */
  private final Consumer<String> onChange;

  private final Map<String, Listener> byLeg = new LinkedHashMap<>();

  Listeners(
      Vertx vertx,
      SwitchOwner.Tools tools,
      SwitchHands hands,
      Ways ways,
      Consumer<String> onChange) {
    this.vertx = vertx;
    this.clock = tools.clock();
    this.times = tools.config().times();
    this.hands = hands;
    this.ways = ways;
    this.onChange = onChange;
  }

  /** Whoever listens already does so in another mode from now on; whoever listens to another agent here does no more. */
  void listen(CallModel call, CallCommand.Listen wish) {
    String target = talking(call, wish.agentId());
    if (wish.agentId().equals(wish.supervisor())) {
      throw call.notNow("nobody listens to himself");
    }
    Optional<Listener> present = of(wish.supervisor()).filter(l -> l.target().equals(target));
    if (present.isPresent()) {
      change(present.get(), wish.mode());
      return;
    }
    if (!ways.mayReach(wish.extension())) {
      throw new CtiException(ErrorCode.PHONE_UNREACHABLE, "your phone is not registered");
    }
    of(wish.supervisor()).ifPresent(this::end);
    ring(Listener.ring(
        wish.callId(), target, wish.supervisor(), wish.extension(), wish.mode(), clock.millis()));
  }

  private static String talking(CallModel call, String agentId) {
    return call.facts()
        .legOf(agentId)
        .filter(leg -> leg.answered() && !leg.ended() && call.facts().bridgedAt() != null)
        .map(Leg::uuid)
        .orElseThrow(() -> call.notNow("the agent does not talk"));
  }

  private void ring(Listener listener) {
    put(listener);
    Effect.Target phone = new Effect.Target(
        listener.leg(),
        LegRole.OWN,
        "user/" + listener.extension(),
        listener.extension(),
        null,
        false,
        listener.variables());
    hands.originate(phone, listener.target()).onSuccess(will -> {
      if (!will) {
        forget(listener.leg());
      }
    });
    vertx.setTimer(
        times.ownPhone(),
        t -> find(listener.leg()).filter(still -> !still.isUp()).ifPresent(this::end));
  }

  private void change(Listener listener, ListenMode mode) {
    if (listener.mode() == mode) {
      return;
    }
    Listener changed = listener.as(mode);
    put(changed);
    hands.obey(new Effect.SetVariables(changed.leg(), changed.modeVariables()));
    if (changed.isUp()) {
      hands.pressKey(changed.leg(), key(mode));
    }
  }

  /** What makes the switch change to it. */
  private static String key(ListenMode mode) {
    return switch (mode) {
      case MONITOR -> "0";
      case WHISPER -> "2";
      case BARGE -> "3";
    };
  }

  /** Nothing if nobody listens. */
  void stop(CallCommand.StopListening wish) {
    of(wish.supervisor()).ifPresent(this::end);
  }

  /**
   * The leg is to become a party of the call.
   *
   * @throws CtiException NOT_ALLOWED_NOW if this supervisor does not listen to it, or is not heard of yet
   */
  CallInput.TakeOver takeOver(CallModel call, CallCommand.TakeOver wish) {
    Listener listener = of(wish.supervisor())
        .filter(l -> l.callId().equals(wish.callId()) && l.isUp())
        .orElseThrow(() -> call.notNow("listen to it first"));
    String agent = call.facts()
        .leg(listener.target())
        .map(Leg::agentId)
        .orElseThrow(() -> call.notNow("the agent is gone"));
    return new CallInput.TakeOver(
        agent, listener.leg(), listener.supervisor(), listener.extension());
  }

  /** The leg is a party of its call now. */
  void joined(String leg) {
    byLeg.remove(leg);
  }

  /** @return whether the event is of a leg that listens */
  boolean heed(LegEvent news) {
    Optional<Listener> known = find(news.leg());
    if (known.isEmpty()) {
      return false;
    }
    switch (news.kind()) {
      case ANSWERED -> put(known.get().answered(clock.millis()));
      case ENDED, FAILED -> forget(news.leg());
      default -> {}
    }
    return true;
  }

  /** A leg of a call ended: nobody is left to listen to. */
  void ended(String target) {
    List.copyOf(byLeg.values()).stream()
        .filter(listener -> listener.target().equals(target))
        .forEach(this::end);
  }

  /**
   * Those of an owner before, and none that is gone.
   *
   * @param asOf when the channels were asked for: whoever was rung since may not be among them
   */
  void found(Collection<ChannelSnapshot> listening, long asOf) {
    List<String> living = listening.stream().map(ChannelSnapshot::uuid).toList();
    List.copyOf(byLeg.values()).stream()
        .filter(listener -> listener.isUp() && listener.since() < asOf)
        .map(Listener::leg)
        .filter(leg -> !living.contains(leg))
        .forEach(this::forget);
    listening.stream()
        .filter(channel -> find(channel.uuid()).isEmpty())
        .forEach(channel -> Listener.found(channel, clock.millis())
            .ifPresentOrElse(this::put, () -> hands.kill(channel.uuid(), Causes.NORMAL_CLEARING)));
  }

  List<Party> partiesOf(String callId) {
    return byLeg.values().stream()
        .filter(listener -> listener.callId().equals(callId))
        .map(Listener::party)
        .toList();
  }

  /** Of one leg of an agent, those whose phones were answered. */
  List<ListenedBy> hearing(String target) {
    return byLeg.values().stream()
        .filter(listener -> listener.isUp() && listener.target().equals(target))
        .map(listener -> new ListenedBy(listener.supervisor(), listener.mode().wireName()))
        .toList();
  }

  private Optional<Listener> of(String supervisor) {
    return byLeg.values().stream()
        .filter(listener -> listener.supervisor().equals(supervisor))
        .findFirst();
  }

  private Optional<Listener> find(String leg) {
    return Optional.ofNullable(byLeg.get(leg));
  }

  private void put(Listener listener) {
    byLeg.put(listener.leg(), listener);
    onChange.accept(listener.callId());
  }

  private void end(Listener listener) {
    hands.kill(listener.leg(), Causes.NORMAL_CLEARING);
    forget(listener.leg());
  }

  private void forget(String leg) {
    Listener gone = byLeg.remove(leg);
    if (gone != null) {
      onChange.accept(gone.callId());
    }
  }
}
