package org.ctibar.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.AgentReply.Awaits;
import org.ctibar.bus.call.CallCommand;

/**
 * What a trigger did.
 *
 * @param callbacks in the order in which a page must see them
 * @param queued the wish waits for the end of the call
 * @param order to be given once the state is stored; null if none
 */
public record Step(AgentState state, List<Callback> callbacks, boolean queued, Order order) {

  /**
   * What is asked of a switch, and the event that tells of the outcome.
   *
   * @param command null if it was asked before
   */
  public record Order(String switchId, CallCommand command, Awaits awaits) {
    Order givenBefore() {
      return new Order(switchId, null, awaits);
    }
  }

  /** @param callbacks null stands for none */
  static Step to(AgentState state, Callback... callbacks) {
    return new Step(state, Arrays.stream(callbacks).filter(Objects::nonNull).toList(), false, null);
  }

  /** @param earlier null stands for none */
  Step after(Callback earlier) {
    return earlier == null
        ? this
        : withCallbacks(Stream.concat(Stream.of(earlier), callbacks.stream()));
  }

  Step then(Callback later) {
    return withCallbacks(Stream.concat(callbacks.stream(), Stream.of(later)));
  }

  Step withCallbacks(Stream<Callback> newCallbacks) {
    return new Step(state, newCallbacks.toList(), queued, order);
  }

  Step inQueue() {
    return new Step(state, callbacks, true, order);
  }

  Step ordering(Order newOrder) {
    return new Step(state, callbacks, queued, newOrder);
  }

  Step remembering(String commandId) {
    return new Step(state.having(commandId), callbacks, queued, order);
  }

  boolean changes(AgentState before) {
    return !state.equals(before) || !callbacks.isEmpty();
  }
}
