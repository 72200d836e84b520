package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.esl.ChannelSnapshot;
import org.ctibar.esl.EslEvent;
import org.ctibar.esl.EslLink;
import org.ctibar.store.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what we believe with what is: with the channels of the switch, with the agents, with the queues. Belongs to
 * the event loop of its {@link SwitchOwner}.
 */
final class CheckUp {
  private static final Logger LOG = LoggerFactory.getLogger(CheckUp.class);
  /** Longer than a command is under way, and than the channels of a switch are listed. */
  private static final long LOOK_AGAIN_MS = 2_500;
  /** A call that began so lately may not be in the book yet. */
  private static final long YOUNG_MS = 2_000;

  /** How findings reach the calls. */
  interface Calls {
    void move(String leg, CallInput input);

    void begin(Step step);

    void hear(EslEvent event);

    /** @param channel the dump of a parked caller */
    void arrive(EslEvent channel);
  }

  private final EslLink link;
  private final SwitchOwner.Tools tools;
  private final CallBook book;
  private final SwitchHands hands;
  private final Herald herald;
  private final Calls calls;
  private final Listeners listeners;
  private final String switchId;
  /** For each comparison under way the legs that ended since it began. */
  private final Set<Set<String>> listings = Collections.newSetFromMap(new IdentityHashMap<>());
  /** Heard of legs of ours that no call knew, while it was being found out which calls there are. */
  private final List<EslEvent> tooEarly = new ArrayList<>();

  /** Without their other half when last compared: a phone that transfers leaves its relay alone for a moment. */
  private Set<String> orphans = Set.of();

  private boolean awaited;
  private boolean closed;

  CheckUp(
      EslLink link,
      SwitchOwner.Tools tools,
      CallBook book,
      SwitchHands hands,
      Herald herald,
      Listeners listeners,
      Calls calls) {
    this.link = link;
    this.tools = tools;
    this.book = book;
    this.hands = hands;
    this.herald = herald;
    this.calls = calls;
    this.listeners = listeners;
    this.switchId = link.address().id();
  }

  void close() {
    closed = true;
  }

  /** To be told of every leg that ends: what was listed before must not come to life again. */
  void ended(String leg) {
    listings.forEach(ended -> ended.add(leg));
  }

  /** @return whether it is too early to say whose leg this is; if so the event comes again */
  boolean keeps(EslEvent event) {
    return (awaited || !listings.isEmpty()) && tooEarly.add(event);
  }

  /** Who came while nobody listened came before. @return whether this caller has to wait for that; comes again then */
  boolean keepsArrival(EslEvent parked) {
    return awaited && tooEarly.add(parked);
  }

  /** The link is new: nothing is known before {@link #compare} has looked. */
  void await() {
    awaited = true;
    tooEarly.clear();
  }

  /**
   * @param restarted whether all that lived on the switch before is gone for sure
   * @return completes when the calls are as the switch says; fails if that could not be heard
   */
  Future<Void> compare(boolean restarted) {
    if (!link.isUp()) {
      return Future.failedFuture("the switch is away");
    }
    long asOf = tools.clock().millis();
    Set<String> unheard = hands.unheard();
    Set<String> ended = new HashSet<>();
    listings.add(ended);
    return link.channels()
        .onComplete(done -> listings.remove(ended))
        .onSuccess(channels -> {
          Map<Boolean, List<ChannelSnapshot>> living = channels.stream()
              .filter(channel -> !ended.contains(channel.uuid()))
              .filter(channel -> !Relays.isOne(channel))
              .collect(Collectors.partitioningBy(Listener::isOne));
          listeners.found(living.get(true), asOf);
          endOrphans(Relays.orphans(channels));
          settle(
              Reconciliation.of(
                  book, living.get(false), asOf, leg -> restarted || unheard.contains(leg)),
              asOf);
        })
        .onFailure(e ->
            LOG.warn("Switch could not be compared switch={} reason={}", switchId, e.toString()))
        .onComplete(done -> hearAgain())
        .mapEmpty();
  }

  private void endOrphans(List<String> now) {
    now.stream().filter(orphans::contains).forEach(leg -> hands.kill(leg, Causes.NORMAL_CLEARING));
    orphans = Set.copyOf(now);
  }

  private void hearAgain() {
    awaited = false;
    if (listings.isEmpty()) {
      List<EslEvent> kept = List.copyOf(tooEarly);
      tooEarly.clear();
      kept.forEach(calls::hear);
    }
  }

  /** Another switch is lost: phones that ring there are not to be reached. Who talks there may talk on. */
  void loseRinging(String otherSwitch) {
    book.all().stream()
        .flatMap(call -> call.facts().livingLegs().stream())
        .filter(leg -> !leg.answered() && leg.role() != LegRole.CALLER)
        .map(Leg::uuid)
        .forEach(leg -> hands
            .phoneAt(leg)
            .onSuccess(at -> at.filter(otherSwitch::equals).ifPresent(lost -> {
              hands.kill(leg, Causes.NETWORK_OUT_OF_ORDER);
              calls.move(leg, LegEvent.ended(leg, Causes.NETWORK_OUT_OF_ORDER));
            })));
  }

  /** The switch is lost, and with it all that lived there, also what only an owner before this one knew. */
  void giveUp(Vertx vertx) {
    Reconciliation.of(book, List.of(), tools.clock().millis(), leg -> true)
        .gone()
        .forEach(leg -> calls.move(leg, LegEvent.ended(leg, CallProgress.SWITCH_LOST)));
    freeAgentsOfLostCalls(vertx, CallProgress.SWITCH_LOST);
  }

  private void settle(Reconciliation found, long asOf) {
    found.gone().forEach(leg -> calls.move(leg, LegEvent.ended(leg, Causes.NO_WORD)));
    found.missed().stream()
        .filter(event -> isNews(event.leg(), asOf))
        .forEach(event -> calls.move(event.leg(), event));
    found.silent().stream()
        .filter(leg -> isNews(leg, asOf))
        .forEach(leg -> calls.move(leg, new CallInput.Silence(leg)));
    found.stale().forEach(leg -> hands.kill(leg, Causes.NORMAL_CLEARING));
    found.arrivals().forEach(channel -> calls.arrive(channel.dump()));
    found.others().forEach(this::phonesOwn);
    Rebuild rebuilt = Rebuild.of(found.unknown(), switchId, tools);
    rebuilt.calls().stream()
        .filter(step -> book.call(step.call().facts().callId()).isEmpty())
        .forEach(calls::begin);
    found.unknown().stream()
        .map(ChannelSnapshot::uuid)
        .filter(leg -> !rebuilt.left().contains(leg) && book.callOfLeg(leg).isEmpty())
        .forEach(leg -> hands.kill(leg, Causes.NORMAL_CLEARING));
    waiting().forEach(effect -> herald.queue(effect.queueId(), effect.command()));
    endRecords(asOf);
  }

  /** Calls may have ended while nobody owned the switch. */
  private void endRecords(long asOf) {
    List<UUID> living =
        book.all().stream().map(call -> UUID.fromString(call.facts().callId())).toList();
    tools
        .records()
        .endOthers(switchId, living, Instant.ofEpochMilli(asOf - YOUNG_MS), Causes.NO_WORD)
        .onSuccess(count -> {
          if (count > 0) {
            LOG.info("Calls ended while nobody saw it switch={} calls={}", switchId, count);
          }
        })
        .onFailure(e -> LOG.debug("Records wait for their end reason={}", e.getMessage()));
  }

  private void phonesOwn(ChannelSnapshot channel) {
    DeskPhones.call(channel.dump(), switchId, tools.directory().current(), tools)
        .ifPresent(step -> {
          calls.begin(step);
          LegEvent.seenOn(channel).forEach(event -> calls.move(event.leg(), event));
        });
  }

  void tellWhoWaits(String queueId) {
    List<Future<?>> told = new ArrayList<>();
    waiting()
        .filter(effect -> effect.queueId().equals(queueId))
        .forEach(effect -> told.add(herald.queue(queueId, effect.command())));
    herald.allTold(queueId, told);
  }

  private Stream<Effect.TellQueue> waiting() {
    return book.all().stream().flatMap(call -> stillWaits(call).stream());
  }

  /** A talk that moved while the channels were listed is not where they say it is. */
  private boolean isNews(String leg, long asOf) {
    return book.callOfLeg(leg)
        .filter(call -> call instanceof Talk && book.movedSince(leg, asOf))
        .isEmpty();
  }

  /** A queue that was away does not know who waits; one that knows changes nothing. */
  private static Optional<Effect.TellQueue> stillWaits(CallModel call) {
    return call instanceof QueuedCall queued ? queued.stillWaits() : Optional.empty();
  }

  /** Looks first and tells later: a call that an agent begins meanwhile is known by then. */
  void freeAgentsOfLostCalls(Vertx vertx, String cause) {
    List<Person> people = tools.directory().current().people().stream()
        .filter(person -> person.extension().isPresent())
        .toList();
    new LostCalls(vertx, switchId, cause)
        .believed(people)
        .compose(all -> vertx
            .timer(LOOK_AGAIN_MS)
            .onSuccess(t -> all.forEach(this::endIfLost))
            .map(all))
        .onFailure(e -> {
          if (!closed) {
            LOG.info(
                "Agents could not be asked for their calls, and are asked again switch={} reason={}",
                switchId,
                e.getMessage());
            vertx.setTimer(LOOK_AGAIN_MS, t -> freeAgentsOfLostCalls(vertx, cause));
          }
        });
  }

  private void endIfLost(CallProgress ending) {
    if (closed) {
      return;
    }
    boolean takesPart = book.call(ending.call().callId())
        .flatMap(call -> call.facts().legOf(ending.agentId()))
        .isPresent();
    if (!takesPart) {
      herald.agent(ending);
    }
  }
}
