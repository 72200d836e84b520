package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.NotOwner;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.cluster.Tenure;
import org.ctibar.esl.EslEvent;
import org.ctibar.esl.EslLink;
import org.ctibar.esl.LinkUp;
import org.ctibar.store.CallRecordSink;
import org.ctibar.store.DirectorySource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of one switch: gives each event, command and timer to the call that it concerns, and does what the call
 * decides. Belongs to the event loop on which it was made.
 */
final class SwitchOwner {
  private static final Logger LOG = LoggerFactory.getLogger(SwitchOwner.class);

  private static final Set<CallAct> NAMES_A_PARTY =
      Set.of(CallAct.CONSULT, CallAct.TRANSFER_TO_PHONE, CallAct.TRANSFER_TO_QUEUE);

  /**
   * What an owner works with.
   *
   * @param records takes the record of each call that is over
   * @param refused counts calls that limits refused
   */
  record Tools(
      Clock clock,
      CallConfig config,
      DirectorySource directory,
      CallRecordSink records,
      Consumer<TollRefusal.Reason> refused) {}

  /** As what it works. @param onBusyness called when the first call began or the last one ended */
  record Seat(Tenure tenure, Phones phones, Runnable onBusyness) {}

  private final Vertx vertx;
  private final Tenure tenure;
  private final Tools tools;
  private final EslLink link;
  private final String switchId;
  private final SwitchHands hands;

  private final Ways ways;
  private final PhoneWatch watch;
  private final Herald herald;
  private final Onlookers onlookers;
  private final DialDesk dialDesk;
  private final CheckUp checkUp;
  private final Inventory inventory;
  private final DeadMan deadMan;
  private final SwitchLoss loss;
  private final Neighbours neighbours;
  private final Listeners listeners;
  private final Strangers strangers;
  private final CallBook book = new CallBook();
  private final EarlyActs early = new EarlyActs();
  private final Performer performer;
  private final CallTimers timers;
  private final Runnable onBusyness;
  private MessageConsumer<String> commands;
  private long reconciling;

  SwitchOwner(Vertx vertx, EslLink link, Seat seat, Tools tools) {
    this.vertx = vertx;
    this.link = link;
    this.tools = tools;
    this.tenure = seat.tenure();
    this.switchId = link.address().id();
    this.timers = new CallTimers(vertx, this::onLeg);
    Phones phones = seat.phones();
    this.ways = new Ways(switchId, phones, tools.config().peers());
    this.hands = new SwitchHands(link, tools.config(), tenure, ways);
    this.herald = new Herald(vertx, tools.clock(), switchId, tenure);
    this.listeners = new Listeners(vertx, tools, hands, ways, this::listenedTo);
    this.onlookers = new Onlookers(vertx, tools.clock(), switchId, tenure, listeners::partiesOf);
    this.watch = new PhoneWatch(vertx, link, tools, phones, herald);
    this.deadMan = new DeadMan(vertx, link, tools.config().fallback(), tenure);
    this.dialDesk = new DialDesk(vertx, switchId, tools, book);
    Moves moves = new Moves();
    this.performer = new Performer(vertx, hands, herald, dialDesk, ways, timers, moves);
    this.checkUp = new CheckUp(link, tools, book, hands, herald, listeners, moves);
    this.inventory = new Inventory(vertx, link, tenure, checkUp, herald, this::callsAreKnown);
    this.neighbours = new Neighbours(vertx, phones, hands, performer, checkUp);
    this.strangers =
        new Strangers(switchId, tools, hands, checkUp, neighbours, listeners, this::perform);
    this.loss = new SwitchLoss(
        vertx, switchId, tools.config().peers(), tenure, watch::lost, () -> checkUp.giveUp(vertx));
    this.onBusyness = seat.onBusyness();
  }

  /** Serves commands at once; the link comes up when the switch can be reached. */
  Future<Void> open() {
    link.onEvent(this::on).onUp(this::up).onDown(this::down).start();
    reconciling = vertx.setPeriodic(tools.config().reconcileEvery().toMillis(), t -> {
      inventory.look(false);
      watch.ask();
    });
    loss.away();
    neighbours.open();
    commands = Topics.CALL_COMMAND.serve(vertx, switchId, this::on);
    return commands.completion();
  }

  /** Calls stay on the switch as they are. */
  Future<Void> close() {
    vertx.cancelTimer(reconciling);
    deadMan.end();
    loss.end();
    neighbours.close();
    watch.close();
    herald.close();
    book.all().forEach(timers::stopAll);
    inventory.close();
    return commands.unregister().eventually(link::close);
  }

  /** Whoever owns the queue now knows nothing yet. */
  void queueOpened(String queueId) {
    inventory.known().onSuccess(told -> checkUp.tellWhoWaits(queueId));
  }

  /** Somebody watches who knows nothing yet. */
  void watchBegan() {
    inventory.known().onSuccess(v -> onlookers.tellAll(book.all()));
  }

  /** Queues that were opened before this switch had an owner wait for that. */
  private void callsAreKnown() {
    onlookers.tellAll(book.all());
    tools.directory().current().groups().forEach(group -> checkUp.tellWhoWaits(group.id()));
  }

  void agentChanged(String agentId) {
    herald.agentChanged(agentId);
  }

  Future<Void> known() {
    return inventory.known();
  }

  int calls() {
    return book.size();
  }

  boolean busy() {
    return !book.isEmpty();
  }

  EslLink link() {
    return link;
  }

  private void up(LinkUp up) {
    LOG.info(
        "Switch is up switch={} core={} restarted={}", switchId, up.coreUuid(), up.restarted());
    checkUp.await();
    new OwnersMark(link, tenure).leave().onSuccess(ours -> {
      if (ours && tenure.holds()) {
        begin(up);
      }
    });
  }

  private void begin(LinkUp up) {
    loss.back();
    inventory.begin(up);
    watch.begin();
    deadMan.begin();
  }

  private void down(String reason) {
    inventory.away();
    loss.away();
    LOG.warn("Switch is away switch={} calls={} reason={}", switchId, book.size(), reason);
  }

  private void on(EslEvent event) {
    if (!tenure.holds()) {
      return;
    }
    watch.hear(event);
    Optional<LegEvent> news = LegEvent.of(event);
    if (news.isEmpty()) {
      return;
    }
    if (news.get().kind() == LegEvent.Kind.ENDED) {
      checkUp.ended(news.get().leg());
      listeners.ended(news.get().leg());
    }
    Optional<CallModel> call = book.callOfLeg(news.get().leg());
    if (call.isPresent()) {
      apply(call.get(), news.get());
    } else {
      strangers.hear(event, news.get());
    }
  }

  private Future<Void> on(CallCommand command) {
    return inventory.known().compose(v -> obey(command));
  }

  private Future<Void> obey(CallCommand command) {
    if (!tenure.holds()) {
      return Future.failedFuture(new NotOwner(switchId));
    }
    if (!link.isUp()) {
      return Future.failedFuture(new CtiException(ErrorCode.UNAVAILABLE, "the switch is away"));
    }
    if (command instanceof CallCommand.Dial again
        && (dialDesk.begins(again) || book.call(again.callId()).isPresent())) {
      return Future.succeededFuture();
    }
    if (command instanceof CallCommand.Dial dial) {
      return dialDesk.take(dial).onSuccess(this::perform).mapEmpty();
    }
    if (command instanceof CallCommand.HangUp hangUp && dialDesk.cancel(hangUp)) {
      return Future.succeededFuture();
    }
    if (neighbours.obey(command, this::known)) {
      return Future.succeededFuture();
    }
    CallModel call = known(command.callId());
    if (listen(call, command)) {
      return Future.succeededFuture();
    }
    if (command instanceof CallCommand.PageLost lost && !watch.isInPage(call, lost.agentId())) {
      return Future.succeededFuture();
    }
    if (command instanceof CallCommand.Act act && NAMES_A_PARTY.contains(act.act())) {
      return dialDesk.resolve(act, call, ways::mayReach).map(resolved -> {
        obey(known(act.callId()), resolved);
        return null;
      });
    }
    if (command instanceof CallCommand.Act act && act.act() == CallAct.CONSULT_COMPLETE) {
      dialDesk.checkComplete(act, call);
    }
    obey(
        call,
        command instanceof CallCommand.MoveTo move
            ? new CallInput.MoveTo(dialDesk.queue(move.queueId()))
            : new CallInput.Asked(command));
    return Future.succeededFuture();
  }

  /** @return whether the command was of a supervisor who listens, and is done */
  private boolean listen(CallModel call, CallCommand command) {
    if (command instanceof CallCommand.Listen wish) {
      listeners.listen(call, wish);
    } else if (command instanceof CallCommand.StopListening wish) {
      listeners.stop(wish);
    } else if (command instanceof CallCommand.TakeOver wish) {
      CallInput.TakeOver take = listeners.takeOver(call, wish);
      apply(call, take);
      listeners.joined(take.leg());
    } else {
      return false;
    }
    return true;
  }

  private void listenedTo(String callId) {
    book.call(callId).ifPresent(call -> {
      onlookers.moved(call);
      call.facts().livingLegs().stream()
          .filter(leg -> leg.agentId() != null)
          .map(leg -> new AgentCommand.Heard(leg.agentId(), callId, listeners.hearing(leg.uuid())))
          .forEach(herald::agent);
    });
  }

  private CallModel known(String callId) {
    return book.call(callId)
        .orElseThrow(() -> new CtiException(ErrorCode.NOT_FOUND, "no such call"));
  }

  private void obey(CallModel call, CallInput command) {
    if (!early.keep(call, command)) {
      apply(call, command);
    }
  }

  /** Nobody waits for an answer any more: what does not fit now is known by what happened instead. */
  private void applyLate(String callId, CallInput input) {
    try {
      book.call(callId).ifPresent(call -> apply(call, input));
    } catch (CtiException e) {
      LOG.info("Too late for an act call={} reason={}", callId, e.getMessage());
    }
  }

  private void apply(CallModel call, CallInput input) {
    perform(call.on(input, tools.clock().millis()));
  }

  private void perform(Step step) {
    if (!tenure.holds()) {
      return;
    }
    boolean wasBusy = busy();
    String callId = step.call().facts().callId();
    boolean forTheRecord = isNewsForTheRecord(book.call(callId), step.call());
    book.put(step.call(), tools.clock().millis());
    step.effects().forEach(effect -> performer.attempt(effect, step.call()));
    book.call(callId).ifPresent(onlookers::moved);
    if (forTheRecord) { // after the effects: no phone rings later for it
      book.call(callId).ifPresent(living -> record(living, null));
    }
    early.due(step.call()).forEach(act -> vertx.runOnContext(v -> applyLate(callId, act)));
    if (busy() != wasBusy) {
      onBusyness.run();
    }
  }

  /** Should this node be gone when the call ends, that much of it is known. */
  private static boolean isNewsForTheRecord(Optional<CallModel> before, CallModel now) {
    return before.isEmpty()
        || before.get().facts().bridgedAt() == null && now.facts().bridgedAt() != null;
  }

  private void record(CallModel call, Long endedAt) {
    int offers = call.facts().origin().queue() == null ? 0 : call.attempts();
    tools.records().write(CallRecorder.record(call.facts(), offers, endedAt));
  }

  private void onLeg(String leg, CallInput input) {
    book.callOfLeg(leg).ifPresent(call -> apply(call, input));
  }

  /** What a check-up finds and what effects bring back moves calls as the switch itself does. */
  private final class Moves implements CheckUp.Calls, Performer.Calls {
    @Override
    public void move(String leg, CallInput input) {
      onLeg(leg, input);
    }

    @Override
    public void moveCall(String callId, CallInput input) {
      applyLate(callId, input);
    }

    @Override
    public void begin(Step step) {
      dialDesk.found(step.call());
      perform(step);
    }

    @Override
    public void hear(EslEvent event) {
      on(event);
    }

    @Override
    public void finish(CallModel call) {
      book.remove(call);
      timers.stopAll(call);
      onlookers.ended(call);
      record(call, tools.clock().millis());
    }

    @Override
    public void arrive(EslEvent channel) {
      strangers.arrive(channel);
    }
  }
}
