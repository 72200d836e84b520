package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Mask;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallAct;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.esl.Commands;
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

  /** What an owner works with. @param records takes the record of each call that is over */
  record Tools(Clock clock, CallConfig config, DirectorySource directory, CallRecordSink records) {}

  private final Vertx vertx;
  private final Tools tools;
  private final EslLink link;
  private final String switchId;
  private final SwitchHands hands;
  private final Phones phones;
  private final PhoneWatch watch;
  private final Herald herald;
  private final DialDesk dialDesk;
  private final CheckUp checkUp;
  private final CallBook book = new CallBook();
  private final CallTimers timers;
  private final Runnable onBusyness;
  private MessageConsumer<String> commands;
  private final Promise<Void> known = Promise.promise();
  private boolean knowsAgents;
  private boolean warnedOfChannelId;

  /** @param onBusyness called when the first call began or the last one ended */
  SwitchOwner(Vertx vertx, EslLink link, Tools tools, Phones phones, Runnable onBusyness) {
    this.vertx = vertx;
    this.link = link;
    this.tools = tools;
    this.switchId = link.address().id();
    this.timers = new CallTimers(vertx, this::onLeg);
    this.hands = new SwitchHands(link, tools.config());
    this.phones = phones;
    this.herald = new Herald(vertx, tools.clock(), switchId);
    this.watch = new PhoneWatch(vertx, link, tools, phones, herald);
    this.dialDesk = new DialDesk(vertx, switchId, tools);
    this.checkUp = new CheckUp(link, tools, book, hands, herald, new Moves());
    this.onBusyness = onBusyness;
  }

  /** Serves commands at once; the link comes up when the switch can be reached. */
  Future<Void> open() {
    link.onEvent(this::on).onUp(this::up).onDown(this::down).start();
    vertx.setPeriodic(tools.config().reconcileEvery().toMillis(), t -> {
      checkUp.compare(false);
      watch.ask();
    });
    commands = Topics.CALL_COMMAND.serve(vertx, switchId, this::on);
    return commands.completion();
  }

  Future<Void> close() {
    return commands.unregister().eventually(link::close);
  }

  void agentChanged(String agentId) {
    herald.agentChanged(agentId);
  }

  /** Completes when the calls on the switch are known and told, or the switch cannot be reached. */
  Future<Void> known() {
    return known.future();
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
    checkUp
        .compare(up.restarted())
        .transform(done -> herald.heard())
        .onComplete(done -> known.tryComplete());
    watch.begin();
    if (!knowsAgents) {
      knowsAgents = true;
      checkUp.freeAgentsOfLostCalls(vertx);
    }
  }

  private void down(String reason) {
    known.tryComplete();
    LOG.warn("Switch is away switch={} calls={} reason={}", switchId, book.size(), reason);
  }

  private void on(EslEvent event) {
    watch.hear(event);
    Optional<LegEvent> news = LegEvent.of(event);
    if (news.isEmpty()) {
      return;
    }
    if (news.get().kind() == LegEvent.Kind.ENDED) {
      checkUp.ended(news.get().leg());
    }
    Optional<CallModel> call = book.callOfLeg(news.get().leg());
    if (call.isPresent()) {
      apply(call.get(), news.get());
    } else {
      stranger(event, news.get());
    }
  }

  /** A leg that no call of ours knows: a new caller, or one of ours that outlived its call. */
  private void stranger(EslEvent event, LegEvent news) {
    boolean ours = event.variable(Variables.ROLE) != null;
    if (news.stirs() && ours && "outbound".equals(event.direction())) {
      hands.kill(news.leg(), Causes.NORMAL_CLEARING);
    } else if (news.kind() == LegEvent.Kind.CREATED && !ours) {
      DeskPhones.call(event, switchId, tools.directory().current(), tools).ifPresent(this::perform);
    } else if (news.kind() == LegEvent.Kind.PARKED
        && !ours
        && "inbound".equals(event.direction())) {
      arrive(event);
    }
  }

  private void arrive(EslEvent channel) {
    if (!Commands.isChannelId(channel.uuid())) {
      leaveAlone();
      return;
    }
    Optional<Step> routed = Arrival.route(
        channel,
        switchId,
        tools.directory().current(),
        tools.config().times(),
        tools.clock().millis());
    if (routed.isEmpty()) {
      LOG.info(
          "Caller dialled a number that leads nowhere number={}",
          Mask.number(channel.destinationNumber()));
      hands.kill(channel.uuid(), Causes.UNALLOCATED_NUMBER);
      return;
    }
    perform(routed.get());
  }

  /** No command can name this channel, not even to end it. */
  private void leaveAlone() {
    if (!warnedOfChannelId) {
      warnedOfChannelId = true;
      LOG.warn(
          "Callers with unusable channel ids are left alone switch={};"
              + " set inbound-use-callid-as-uuid=false on its SIP profiles",
          switchId);
    }
  }

  private Future<Void> on(CallCommand command) {
    if (!link.isUp()) {
      return Future.failedFuture(new CtiException(ErrorCode.UNAVAILABLE, "the switch is away"));
    }
    if (command instanceof CallCommand.Dial dial) {
      return dialDesk.take(dial).onSuccess(this::perform).mapEmpty();
    }
    if (command instanceof CallCommand.HangUp hangUp && dialDesk.cancel(hangUp)) {
      return Future.succeededFuture();
    }
    CallModel call = known(command.callId());
    if (command instanceof CallCommand.Act act && NAMES_A_PARTY.contains(act.act())) {
      return dialDesk.resolve(act, phones::mayBeReached).map(resolved -> {
        apply(known(act.callId()), resolved);
        return null;
      });
    }
    apply(call, new CallInput.Asked(command));
    return Future.succeededFuture();
  }

  private CallModel known(String callId) {
    return book.call(callId)
        .orElseThrow(() -> new CtiException(ErrorCode.NOT_FOUND, "no such call"));
  }

  private void apply(CallModel call, CallInput input) {
    perform(call.on(input, tools.clock().millis()));
  }

  private void perform(Step step) {
    boolean wasBusy = busy();
    book.put(step.call(), tools.clock().millis());
    step.effects().forEach(effect -> attempt(effect, step.call()));
    if (busy() != wasBusy) {
      onBusyness.run();
    }
  }

  /** One that cannot be done must not keep the others from being done. */
  private void attempt(Effect effect, CallModel call) {
    try {
      perform(effect, call);
    } catch (RuntimeException e) {
      LOG.error(
          "Effect failed switch={} call={} effect={}",
          switchId,
          call.facts().callId(),
          effect.getClass().getSimpleName(),
          e);
    }
  }

  private void perform(Effect effect, CallModel call) {
    if (effect instanceof Effect.Originate e) {
      originate(e.target());
    } else if (effect instanceof Effect.Inspect e) {
      inspect(e.leg());
    } else if (effect instanceof Effect.Resolve e) {
      resolve(e, call.facts().callId());
    } else if (effect instanceof Effect.SeekRefuge e) {
      QueueRef refuge = dialDesk.refuge(e.agentId());
      vertx.runOnContext(v -> onLeg(e.leg(), new CallInput.Refuge(refuge)));
    } else if (!hands.obey(effect)) {
      tell(effect, call);
    }
  }

  private void tell(Effect effect, CallModel call) {
    if (effect instanceof Effect.TellAgent e) {
      herald.agent(e.progress()).onFailure(refused -> refusedBy(e, refused));
    } else if (effect instanceof Effect.TellQueue e) {
      herald.queue(e.queueId(), e.command());
    } else if (effect instanceof Effect.Publish e) {
      herald.everybody(call.facts().callId(), e);
    } else if (effect instanceof Effect.StartTimer e) {
      timers.start(e);
    } else if (effect instanceof Effect.StopTimer e) {
      timers.stop(e.timer(), e.leg());
    } else if (effect instanceof Effect.Finish) {
      finish(call);
    }
  }

  /** Later: the step that asked for the leg may still be under way. */
  private void originate(Effect.Target target) {
    String leg = target.leg();
    LegEvent failed = new LegEvent(LegEvent.Kind.FAILED, leg, null, false, Causes.NOT_RUNG);
    hands.originate(target).onSuccess(will -> {
      if (!will) {
        vertx.runOnContext(v -> onLeg(leg, failed));
      }
    });
  }

  private void resolve(Effect.Resolve referral, String callId) {
    dialDesk
        .referred(referral, phones::mayBeReached)
        .otherwise(e -> {
          LOG.info(
              "Phone transferred to a number that leads nowhere call={} reason={}",
              callId,
              e.getMessage());
          return new CallInput.NotResolved(referral.agentId());
        })
        .map(input -> {
          book.call(callId).ifPresent(call -> apply(call, input));
          return input;
        })
        .onFailure(late -> LOG.debug("Call went on without the phone's transfer call={}", callId));
  }

  private void inspect(String leg) {
    link.channel(leg)
        .onSuccess(found -> onLeg(
            leg,
            new CallInput.Inspected(
                leg, found.isPresent(), found.map(c -> c.bridgedTo()).orElse(null))));
  }

  /** An agent who signed out or took another call meanwhile: the ringing is for nobody. */
  private void refusedBy(Effect.TellAgent told, Throwable reason) {
    boolean unwanted = reason instanceof CtiException e && e.code() == ErrorCode.BUSY;
    if (unwanted) {
      onLeg(told.leg(), new CallInput.Unwanted(told.leg()));
    }
  }

  private void onLeg(String leg, CallInput input) {
    book.callOfLeg(leg).ifPresent(call -> apply(call, input));
  }

  private void finish(CallModel call) {
    book.remove(call);
    timers.stopAll(call);
    int offers = call.facts().origin().queue() == null ? 0 : call.attempts();
    tools
        .records()
        .write(CallRecorder.record(call.facts(), offers, tools.clock().millis()));
  }

  /** What a check-up finds moves calls as the switch itself does. */
  private final class Moves implements CheckUp.Calls {
    @Override
    public void move(String leg, CallInput input) {
      onLeg(leg, input);
    }

    @Override
    public void begin(Step step) {
      perform(step);
    }

    @Override
    public void arrive(EslEvent channel) {
      SwitchOwner.this.arrive(channel);
    }
  }
}
