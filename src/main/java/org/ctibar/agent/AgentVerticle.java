package org.ctibar.agent;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.ctibar.agent.AgentStore.Change;
import org.ctibar.agent.Step.Order;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.NotOwner;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentReply.Awaits;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.cluster.Members;
import org.ctibar.cluster.Ownership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers agent commands. Keeps no state but timers: any instance serves any agent, on any node but one cut off. */
public final class AgentVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AgentVerticle.class);

  /** Should word of a lost node have been missed. */
  private static final long LOOK_FOR_LOST_MS = 60_000;

  private final AgentConfig config;
  private final Clock clock;
  private final PresenceKeeper keeper;
  private final Members members;
  private final Ownership ownership;
  private final AgentMachine machine;
  private final Triggers triggers;
  private final SerialWork serial = new SerialWork();

  private AgentStore store;
  private AgentTimers timers;
  private AgentNews news;
  private MessageConsumer<String> consumer;

  public AgentVerticle(AgentConfig config, SwitchNames switches, Clock clock) {
    this(
        config,
        switches,
        clock,
        PresenceKeeper.none(),
        Members.alone("n1"),
        Ownership.undisputed());
  }

  public AgentVerticle(
      AgentConfig config,
      SwitchNames switches,
      Clock clock,
      PresenceKeeper keeper,
      Members members,
      Ownership ownership) {
    this.members = members;
    this.ownership = ownership;
    this.config = config;
    this.clock = clock;
    this.keeper = keeper;
    this.machine = new AgentMachine(config);
    this.triggers = new Triggers(switches, UUID::randomUUID);
  }

  @Override
  public Future<?> start() {
    timers = new AgentTimers(vertx, clock, config, this::tick);
    news = new AgentNews(vertx, clock, keeper);
    return AgentStore.open(vertx)
        .onSuccess(opened -> store = opened)
        .compose(opened -> restoreAll())
        .compose(restored -> armAll())
        .compose(armed -> {
          LostNodes lost = new LostNodes(
              members, store, timers::arm, (id, trigger) -> change(id, trigger, null));
          members.onLeft(gone -> lost.settle());
          vertx.setPeriodic(LOOK_FOR_LOST_MS, t -> lost.settle());
          consumer = Topics.AGENT_COMMAND.serve(vertx, "", this::handle);
          return consumer.completion();
        });
  }

  @Override
  public Future<?> stop() {
    return consumer.unregister();
  }

  private Future<AgentReply> handle(AgentCommand command) {
    if (ownership.cutOff()) { // the others may not see what is stored here, nor hear what is told
      return Future.failedFuture(new NotOwner("agents, being cut off"));
    }
    if (command instanceof AgentCommand.Survey survey) {
      return survey(survey.agentIds());
    }
    if (command instanceof AgentCommand.Overview overview) {
      return overview(overview.agentIds());
    }
    return command instanceof AgentCommand.FromPage page
        ? obey(page.command(), page.id())
        : obey(command, null);
  }

  private Future<AgentReply> obey(AgentCommand command, String commandId) {
    Trigger trigger = triggers.of(command);
    String agentId = command.agentId();
    return change(agentId, trigger, commandId)
        .compose(step -> give(agentId, step.order())
            .recover(refusal -> forget(agentId, commandId, refusal)
                .transform(done -> Future.failedFuture(withAllowed(refusal, step))))
            .map(awaits -> reply(command, step, awaits))
            .map(reply -> reply.about(callId(step, commandId))));
  }

  private Future<Step> change(String agentId, Trigger trigger, String commandId) {
    return serial.run(
        agentId,
        () -> store
            .update(agentId, state -> machine.step(state, trigger, commandId, clock.millis()))
            .onSuccess(this::tell)
            .map(Change::step));
  }

  /** What a switch refused was not carried out; of what it did not answer nobody knows. */
  private Future<?> forget(String agentId, String commandId, Throwable refusal) {
    if (commandId == null || refusal instanceof CtiException e && e.code() == ErrorCode.TIMEOUT) {
      return Future.succeededFuture();
    }
    return serial.run(
        agentId, () -> store.update(agentId, state -> Step.to(state.forgetting(commandId))));
  }

  private static String callId(Step step, String commandId) {
    return step.state().appliedAs(commandId).map(Applied::callId).orElse(null);
  }

  private void tick(String agentId) {
    serial
        .run(
            agentId,
            () -> store
                .update(agentId, state -> machine.tick(state, clock.millis()))
                .onSuccess(this::tell))
        .onFailure(e -> {
          LOG.error("Deadline of an agent could not be kept agent={}", agentId, e);
          timers.tryAgain(agentId);
        });
  }

  private void tell(Change change) {
    timers.arm(change.step().state());
    if (change.isNews()) {
      news.tell(change);
    }
  }

  /** Once the state is stored: what the switch reports of it must find it so. */
  private Future<Awaits> give(String agentId, Order order) {
    if (order == null || order.command() == null) {
      return Future.succeededFuture(order == null ? null : order.awaits());
    }
    return Topics.CALL_COMMAND
        .ask(vertx, order.switchId(), order.command())
        .map(order.awaits())
        .recover(refusal -> takeBack(agentId, order, refusal));
  }

  /** A switch that did not answer may dial all the same, so it is told to stop. */
  private Future<Awaits> takeBack(String agentId, Order order, Throwable refusal) {
    if (!(order.command() instanceof CallCommand.Dial dial)) {
      return Future.failedFuture(refusal);
    }
    if (refusal instanceof CtiException e && e.code() == ErrorCode.TIMEOUT) {
      Topics.CALL_COMMAND
          .ask(vertx, order.switchId(), new CallCommand.HangUp(dial.callId(), agentId))
          .onFailure(failed -> LOG.warn("Dial may live on call={}", dial.callId(), failed));
    }
    return change(agentId, new Trigger.DialRefused(dial.callId()), null)
        .compose(step -> Future.failedFuture(refusal));
  }

  /** What the owner of a switch refuses it cannot know better than that. */
  private static Throwable withAllowed(Throwable refusal, Step step) {
    if (!(refusal instanceof CtiException e)
        || e.code() != ErrorCode.NOT_ALLOWED_NOW
        || !e.allowed().isEmpty()) {
      return refusal;
    }
    String refused =
        step.order().command() instanceof CallCommand.Act act ? act.act().command() : "";
    List<String> others =
        step.state().allowed().stream().filter(name -> !name.equals(refused)).toList();
    return new CtiException(e.code(), e.getMessage(), others);
  }

  private static AgentReply reply(AgentCommand command, Step step, Awaits awaits) {
    AgentState state = step.state();
    String extension = command instanceof AgentCommand.Offer ? state.person().extension() : null;
    return new AgentReply(step.queued(), awaits, extension, state.snapshot(), null);
  }

  private Future<AgentReply> survey(List<String> agentIds) {
    return all(agentIds, state -> state.changed(clock.millis()))
        .map(agents -> new AgentReply(false, null, null, null, agents));
  }

  private Future<AgentReply> overview(List<String> agentIds) {
    return all(agentIds, AgentNews::standing).map(AgentReply::of);
  }

  private <T> Future<List<T>> all(List<String> agentIds, Function<AgentState, T> seen) {
    if (agentIds == null) {
      throw new CtiException(ErrorCode.BAD_REQUEST, "agentIds: missing");
    }
    return Future.all(agentIds.stream().map(id -> store.get(id).map(seen)).toList())
        .map(CompositeFuture::<T>list);
  }

  /** After a restart of the whole cluster; whom it still knows stays as is. */
  private Future<Void> restoreAll() {
    return keeper
        .all()
        .recover(e -> {
          LOG.warn("Agents start signed out, presences cannot be read reason={}", e.getMessage());
          return Future.succeededFuture(List.of());
        })
        .compose(all -> Future.all(all.stream().map(this::restore).toList()).mapEmpty());
  }

  private Future<Change> restore(PresenceKeeper.Kept kept) {
    return store.update(
        kept.agentId(),
        known ->
            Step.to(known.revision() == 0 ? AgentState.restored(kept, clock.millis()) : known));
  }

  /** The timers of a node that is gone live on in the states. */
  private Future<Void> armAll() {
    return store
        .agentIds()
        .compose(ids -> Future.all(
                ids.stream().map(id -> store.get(id).onSuccess(timers::arm)).toList())
            .mapEmpty());
  }
}
