package org.ctibar.call;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ctibar.bus.Topics;
import org.ctibar.bus.call.CallEvent;
import org.ctibar.bus.call.CallsListed;
import org.ctibar.bus.call.LiveCall;
import org.ctibar.bus.call.LiveCall.Party;
import org.ctibar.cluster.Tenure;

/** Tells those who watch how the calls of a switch stand, each change once. Belongs to its owner's event loop. */
final class Onlookers {
  private final Vertx vertx;
  private final Clock clock;
  private final String switchId;
  private final Tenure tenure;
  private final Function<String, List<Party>> listeners;
  private final Map<String, LiveCall> told = new HashMap<>();
  private long revision;

  /** @param listeners by call id, who listens to it */
  Onlookers(
      Vertx vertx,
      Clock clock,
      String switchId,
      Tenure tenure,
      Function<String, List<Party>> listeners) {
    this.vertx = vertx;
    this.clock = clock;
    this.switchId = switchId;
    this.tenure = tenure;
    this.listeners = listeners;
  }

  void moved(CallModel call) {
    LiveCall now = look(call);
    if (!now.equals(told.put(now.callId(), now))) {
      tell(now);
    }
  }

  void ended(CallModel call) {
    told.remove(call.facts().callId());
    tell(LiveView.ended(call, clock.millis()));
  }

  /** Somebody knows nothing yet, or may have missed something. */
  void tellAll(Collection<CallModel> living) {
    living.forEach(call -> tell(look(call)));
    List<String> ids = living.stream().map(call -> call.facts().callId()).toList();
    Topics.CALLS_LISTED.publish(
        vertx, "", new CallsListed(switchId, tenure.epoch(), revision, ids));
  }

  private LiveCall look(CallModel call) {
    return LiveView.of(call, listeners.apply(call.facts().callId()));
  }

  private void tell(LiveCall call) {
    Topics.CALL_EVENT.publish(vertx, "", new CallEvent(tenure.epoch(), ++revision, call));
  }
}
