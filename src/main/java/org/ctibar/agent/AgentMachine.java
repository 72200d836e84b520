package org.ctibar.agent;

import java.util.List;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** Moves one agent by {@link AgentTable}. Pure: no clock, no bus, no store. */
public final class AgentMachine {
  private final AgentConfig config;

  public AgentMachine(AgentConfig config) {
    this.config = config;
  }

  /**
   * What {@code on} does to an agent; the same state, with the same revision, if it does nothing.
   *
   * @throws CtiException NOT_ALLOWED_NOW with what is allowed, NOT_SIGNED_IN, BUSY for a ring that does not fit
   */
  public Step step(AgentState before, Trigger on, long nowMs) {
    AgentState fresh = before.withRevision(before.revision() + 1);
    Step step = AgentTable.apply(new Now<>(fresh, on, nowMs, config));
    if (!step.changes(fresh)) {
      return new Step(before, step.callbacks(), step.queued(), step.order());
    }
    return step.state().signedIn() ? step : tellingThoseWhoWereThere(before, step);
  }

  /**
   * As {@link #step(AgentState, Trigger, long)}, for a command that may come again.
   *
   * @param commandId null for one that cannot
   */
  public Step step(AgentState before, Trigger on, String commandId, long nowMs) {
    if (commandId == null) {
      return step(before, on, nowMs);
    }
    return before
        .appliedAs(commandId)
        .filter(known -> Repeats.has(before, on))
        .map(known -> Repeats.step(new Now<>(before, on, nowMs, config), known))
        .orElseGet(() -> step(before, on, nowMs).remembering(commandId));
  }

  /** Does what is due by now; nothing if nothing is. */
  public Step tick(AgentState before, long nowMs) {
    return Deadline.of(before, config)
        .filter(d -> d.atMs() <= nowMs)
        .map(d -> step(before, d.trigger(), nowMs))
        .orElse(Step.to(before));
  }

  static CtiException refusal(Now<?> n) {
    if (!n.state().signedIn()) {
      return new CtiException(ErrorCode.NOT_SIGNED_IN, "not signed in");
    }
    String trigger = n.on() instanceof Trigger.Act asked
        ? asked.act().command()
        : n.on().getClass().getSimpleName();
    return new CtiException(
        ErrorCode.NOT_ALLOWED_NOW,
        trigger + " refused in " + n.state().job().work(),
        n.state().allowed());
  }

  /** Signing out removes the sessions, yet they must hear of it. */
  private static Step tellingThoseWhoWereThere(AgentState before, Step step) {
    List<String> there = before.line().sessionIds();
    return step.withCallbacks(
        step.callbacks().stream().map(c -> c.only() == null ? Callbacks.only(there, c) : c));
  }
}
