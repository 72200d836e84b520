package org.ctibar.agent;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.util.List;
import java.util.function.Function;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Json;

/** The agents of the whole cluster, as JSON text, changed by compare-and-set only. */
public final class AgentStore {
  private static final String MAP = "cti.agents";
  private static final int TRIES = 8;

  private final AsyncMap<String, String> map;

  AgentStore(AsyncMap<String, String> map) {
    this.map = map;
  }

  /** A step that was stored, or that changed nothing. */
  public record Change(AgentState before, Step step) {
    boolean happened() {
      return step.changes(before);
    }

    /** Not only the memory of a command. */
    boolean isNews() {
      return step.state().revision() != before.revision();
    }
  }

  public static Future<AgentStore> open(Vertx vertx) {
    return vertx.sharedData().<String, String>getAsyncMap(MAP).map(AgentStore::new);
  }

  /** @return the agent signed out, of revision 0, if it is not known */
  public Future<AgentState> get(String agentId) {
    return map.get(agentId).map(raw -> decode(agentId, raw));
  }

  public Future<List<String>> agentIds() {
    return map.keys().map(List::copyOf);
  }

  /**
   * Applies {@code step} to the newest state; reruns it if another was faster, so {@code step} must be pure.
   *
   * @return fails with CONFLICT after 8 lost races, or with what {@code step} threw
   */
  public Future<Change> update(String agentId, Function<AgentState, Step> step) {
    return attempt(agentId, step, TRIES);
  }

  private Future<Change> attempt(String agentId, Function<AgentState, Step> step, int triesLeft) {
    if (triesLeft == 0) {
      return Future.failedFuture(
          new CtiException(ErrorCode.CONFLICT, "too many changes of this agent at once"));
    }
    return map.get(agentId).compose(raw -> {
      AgentState before = decode(agentId, raw);
      Change change = new Change(before, step.apply(before));
      if (!change.happened()) {
        return Future.succeededFuture(change);
      }
      return replace(agentId, raw, Json.encode(change.step().state()))
          .compose(
              won -> won ? Future.succeededFuture(change) : attempt(agentId, step, triesLeft - 1));
    });
  }

  private Future<Boolean> replace(String agentId, String raw, String text) {
    return raw == null
        ? map.putIfAbsent(agentId, text).map(earlier -> earlier == null)
        : map.replaceIfPresent(agentId, raw, text);
  }

  private static AgentState decode(String agentId, String raw) {
    return raw == null ? AgentState.unknown(agentId) : Json.decode(raw, AgentState.class);
  }
}
