package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what calls decide, and brings them the answers. Belongs to its owner's event loop. */
final class Performer {
  private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

  /** The calls of the owner; what concerns none of them is dropped. */
  interface Calls {
    void move(String leg, CallInput input);

    void moveCall(String callId, CallInput input);

    void finish(CallModel call);
  }

  private final Vertx vertx;
  private final SwitchHands hands;
  private final Herald herald;
  private final DialDesk dialDesk;
  private final Ways ways;
  private final CallTimers timers;
  private final Calls calls;

  Performer(
      Vertx vertx,
      SwitchHands hands,
      Herald herald,
      DialDesk dialDesk,
      Ways ways,
      CallTimers timers,
      Calls calls) {
    this.vertx = vertx;
    this.hands = hands;
    this.herald = herald;
    this.dialDesk = dialDesk;
    this.ways = ways;
    this.timers = timers;
    this.calls = calls;
  }

  /** One that cannot be done must not keep the others from being done. */
  void attempt(Effect effect, CallModel call) {
    try {
      perform(effect, call);
    } catch (RuntimeException e) {
      LOG.error(
          "Effect failed call={} effect={}",
          call.facts().callId(),
          effect.getClass().getSimpleName(),
          e);
    }
  }

  private void perform(Effect effect, CallModel call) {
    if (effect instanceof Effect.Originate e) {
      originate(e.target());
    } else if (effect instanceof Effect.PhoneTalk e) {
      talk(e, call.facts().callId());
    } else if (effect instanceof Effect.Inspect e) {
      hands.inspect(e.leg()).onSuccess(found -> calls.move(e.leg(), found));
    } else if (effect instanceof Effect.Resolve e) {
      resolve(e, call);
    } else if (effect instanceof Effect.SeekRefuge e) {
      QueueRef refuge = dialDesk.refuge(e.agentId());
      vertx.runOnContext(v -> calls.move(e.leg(), new CallInput.Refuge(refuge)));
    } else if (!hands.obey(effect)) {
      tell(effect, call);
    }
  }

  private void tell(Effect effect, CallModel call) {
    if (effect instanceof Effect.TellAgent e) {
      herald.agent(e.progress()).onFailure(refused -> refusedBy(e, refused));
    } else if (effect instanceof Effect.TellQueue e) {
      herald.queue(e.queueId(), e.command());
    } else if (effect instanceof Effect.StartTimer e) {
      timers.start(e);
    } else if (effect instanceof Effect.StopTimer e) {
      timers.stop(e.timer(), e.leg());
    } else if (effect instanceof Effect.Finish) {
      calls.finish(call);
    }
  }

  /** Later: the step that asked for the leg may still be under way. */
  private void originate(Effect.Target target) {
    String leg = target.leg();
    LegEvent failed = new LegEvent(LegEvent.Kind.FAILED, leg, null, false, Causes.NOT_RUNG);
    hands.originate(target).onSuccess(will -> {
      if (!will) {
        vertx.runOnContext(v -> calls.move(leg, failed));
      }
    });
  }

  /** A phone obeys only the switch at which it is registered. */
  private void talk(Effect.PhoneTalk order, String callId) {
    hands
        .phoneAt(order.leg())
        .compose(other -> other.isEmpty() ? talkHere(order) : talkAt(other.get(), order, callId))
        .onFailure(e ->
            LOG.warn("Phone was not told to answer call={} reason={}", callId, e.getMessage()));
  }

  private Future<Void> talkHere(Effect.PhoneTalk order) {
    hands.obey(order);
    return Future.succeededFuture();
  }

  private Future<Void> talkAt(String other, Effect.PhoneTalk order, String callId) {
    String leg = CallIds.phone(order.leg());
    return Topics.CALL_COMMAND.ask(vertx, other, new CallCommand.PhoneTalk(callId, leg));
  }

  /** A transfer that leads nowhere has cost the agent's leg: the phone is not in the call any more. */
  void phoneDid(CallModel call, CallCommand.PhoneDid did) {
    String callId = did.callId();
    String leg = call.facts().legOf(did.agentId()).map(Leg::uuid).orElse("");
    switch (did.deed()) {
      case HELD -> calls.move(leg, new LegEvent(LegEvent.Kind.HELD, leg, null, true, null));
      case RETRIEVED ->
        calls.move(leg, new LegEvent(LegEvent.Kind.RETRIEVED, leg, null, true, null));
      case REFERRED ->
        dialDesk
            .referred(new Effect.Resolve(did.agentId(), did.number()), call, ways::mayReach)
            .onSuccess(input -> calls.moveCall(callId, input))
            .onFailure(e -> {
              LOG.info(
                  "Phone transferred to a number that leads nowhere call={} reason={}",
                  callId,
                  e.getMessage());
              hands.kill(leg, Causes.NORMAL_CLEARING);
              calls.move(leg, LegEvent.ended(leg, Causes.MEDIA_TIMEOUT));
            });
    }
  }

  private void resolve(Effect.Resolve referral, CallModel call) {
    String callId = call.facts().callId();
    dialDesk
        .referred(referral, call, ways::mayReach)
        .otherwise(e -> {
          LOG.info(
              "Phone transferred to a number that leads nowhere call={} reason={}",
              callId,
              e.getMessage());
          return new CallInput.NotResolved(referral.agentId());
        })
        .onSuccess(input -> calls.moveCall(callId, input));
  }

  /** An agent who signed out or took another call meanwhile: the ringing is for nobody. */
  private void refusedBy(Effect.TellAgent told, Throwable reason) {
    boolean unwanted = reason instanceof CtiException e && e.code() == ErrorCode.BUSY;
    if (unwanted) {
      calls.move(told.leg(), new CallInput.Unwanted(told.leg()));
    }
  }
}
