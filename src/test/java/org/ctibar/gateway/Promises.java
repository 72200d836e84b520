package org.ctibar.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentSnapshot;

/** Settles the commands of an agent on the bus as the gateway does for pages. */
public final class Promises {
  private final Vertx vertx;
  private final Settlements settlements = new Settlements();
  private final Map<String, Promise<Map<String, Object>>> open = new HashMap<>();
  private int commands;

  public Promises(Vertx vertx) {
    this.vertx = vertx;
  }

  /** @return done when the switch has reported what was asked for, with the data of the page's promise */
  public synchronized Future<Map<String, Object>> of(AgentReply reply) {
    if (reply.awaits() == null) {
      return Future.succeededFuture(Map.of());
    }
    String id = "c" + ++commands;
    Promise<Map<String, Object>> promise = Promise.promise();
    open.put(id, promise);
    settle(settlements.await(id, reply.awaits(), reply.snapshot().revision()).stream()
        .toList());
    vertx.setTimer(reply.awaits().timeoutMs(), t -> expire(id));
    return promise.future();
  }

  public synchronized void heard(AgentEvent event) {
    for (AgentEvent.Callback callback : event.callbacks()) {
      Map<String, Object> data = PageData.event(callback.name(), callback.data());
      settle(settlements.reported(new Settlements.Report(callback.name(), event.revision(), data)));
    }
  }

  /** As pages get it. */
  public static JsonObject snapshot(AgentSnapshot snapshot) {
    return new JsonObject(org.ctibar.bus.Json.encode(PageData.snapshot(snapshot)));
  }

  private synchronized void expire(String id) {
    settle(settlements.expired(id).stream().toList());
  }

  private void settle(List<Settlements.Outcome> outcomes) {
    for (Settlements.Outcome outcome : outcomes) {
      Promise<Map<String, Object>> promise = open.remove(outcome.commandId());
      if (outcome.code() == ErrorCode.OK) {
        promise.complete(outcome.data());
      } else {
        promise.fail(new CtiException(outcome.code(), outcome.msg()));
      }
    }
  }
}
