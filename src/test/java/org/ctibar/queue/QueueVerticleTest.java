package org.ctibar.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallIds;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.bus.queue.QueueEvent;
import org.ctibar.cluster.Ownership;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Group;
import org.ctibar.store.Member;
import org.ctibar.store.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue on a real bus; agents and switch are played. */
@Timeout(30)
class QueueVerticleTest {
  private static final String CALL = new UUID(0, 1).toString();

  private static final QueueConfig CONFIG =
      new QueueConfig(Duration.ofMillis(100), Duration.ofMillis(20));

  private final Vertx vertx = Vertx.vertx();
  private final List<AgentCommand> toAgents = new CopyOnWriteArrayList<>();
  private final List<CallCommand> toSwitch = new CopyOnWriteArrayList<>();
  private final Set<String> unwilling = ConcurrentHashMap.newKeySet();
  private final Map<String, AgentChanged> surveyed = new ConcurrentHashMap<>();
  private final List<QueueEvent> told = new CopyOnWriteArrayList<>();
  private volatile boolean tellsAll = true;
  private volatile CtiException switchRefuses;
  private volatile ErrorCode refusal = ErrorCode.NOT_ALLOWED_NOW;
  private Directory all;

  @BeforeEach
  void start() throws Exception {
    Topics.AGENT_COMMAND.serve(vertx, "", this::agent);
    Topics.CALL_COMMAND.serve(vertx, "fs1", command -> {
      toSwitch.add(command);
      return switchRefuses == null || !(command instanceof CallCommand.Ring)
          ? Future.succeededFuture()
          : Future.failedFuture(switchRefuses);
    });
    Directory directory = Directory.builder()
        .add(new Group("1", "support", 20_000, 7_000, false, Group.DEFAULT_STRATEGY))
        .add(Person.agent("alice", "1001"))
        .add(Person.agent("bob", "1002"))
        .add(new Member("1", "alice", 1))
        .add(new Member("1", "bob", 1))
        .build();
    Topics.QUEUE_EVENT.subscribe(vertx, "", told::add);
    Topics.QUEUE_OPENED.subscribe(vertx, "", opened -> {
      if (tellsAll) {
        tell(new QueueCommand.AllTold("fs1"));
      }
    });
    all = directory;
    get(deploy());
  }

  private Future<String> deploy() {
    return deploy("fs1");
  }

  private Future<String> deploy(String... switches) {
    return vertx.deployVerticle(new QueueVerticle(
        CONFIG,
        DirectorySource.of(all),
        Clock.systemUTC(),
        Ownership.undisputed(),
        new SwitchNames(List.of(switches))));
  }

  /** A new owner to whom no switch tells that all were told. */
  private void redeploySilently(String... switches) throws Exception {
    tellsAll = false;
    for (String id : vertx.deploymentIDs()) {
      get(vertx.undeploy(id));
    }
    get(deploy(switches));
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    vertx.close();
  }

  private Future<AgentReply> agent(AgentCommand command) {
    if (command instanceof AgentCommand.Survey) {
      return Future.succeededFuture(
          new AgentReply(false, null, null, null, List.copyOf(surveyed.values())));
    }
    toAgents.add(command);
    return command instanceof AgentCommand.Offer && unwilling.contains(command.agentId())
        ? Future.failedFuture(new CtiException(refusal, "not now"))
        : Future.succeededFuture(new AgentReply(false, null, "1001", null, null));
  }

  private void ready(String agentId, long revision) {
    Topics.AGENT_CHANGED.publish(vertx, "", new AgentChanged(agentId, revision, true, revision));
  }

  private void tell(QueueCommand command) {
    Topics.QUEUE_COMMAND.ask(vertx, "1", command);
  }

  private void waits() {
    tell(new QueueCommand.Enqueue(CALL, "fs1", 100, 0, 0));
  }

  private CallCommand.Ring ring(int index) {
    await().until(() -> rings().size() > index);
    return rings().get(index);
  }

  private List<CallCommand.Ring> rings() {
    return toSwitch.stream()
        .filter(CallCommand.Ring.class::isInstance)
        .map(CallCommand.Ring.class::cast)
        .toList();
  }

  @Test
  void reservesTheAgentAndThenRingsThePhone() {
    waits();
    ready("alice", 1);

    CallCommand.Ring ring = ring(0);
    assertThat(ring.agentId()).isEqualTo("alice");
    assertThat(ring.extension()).isEqualTo("1001");
    assertThat(ring.timeoutMs()).isEqualTo(Group.DEFAULT_RING_TIMEOUT_MS);
    AgentCommand.Offer offer = (AgentCommand.Offer) toAgents.get(0);
    assertThat(offer.offerId()).isEqualTo(ring.offerId());
    assertThat(offer.callId()).isEqualTo(CALL);
    assertThat(offer.wrapUpMs()).isEqualTo(7_000);
  }

  @Test
  void asksTheNextWhenAnAgentRefusesTheOffer() {
    unwilling.add("alice");
    ready("alice", 1);
    ready("bob", 2);
    waits();

    assertThat(ring(0).agentId()).isEqualTo("bob");
  }

  @Test
  void anAssignedCallerRingsWhomASupervisorNamesOrWaitsOn() throws Exception {
    waits();
    unwilling.add("mallory");
    Future<Void> refused =
        Topics.QUEUE_COMMAND.ask(vertx, "1", new QueueCommand.Assign(CALL, "mallory"));
    await().until(refused::isComplete);
    assertThat(((CtiException) refused.cause()).code()).isEqualTo(ErrorCode.NOT_ALLOWED_NOW);

    get(Topics.QUEUE_COMMAND.ask(vertx, "1", new QueueCommand.Assign(CALL, "trent")));

    assertThat(ring(0).agentId()).isEqualTo("trent");
    assertThat(rings()).hasSize(1);
  }

  @Test
  void anOfferThatWasNotAnsweredIsWithdrawn() {
    refusal = ErrorCode.TIMEOUT;
    unwilling.add("alice");
    waits();
    ready("alice", 1);

    String offer = CallIds.offer(CALL, 1);
    await().until(() -> toAgents.contains(new AgentCommand.Withdraw("alice", offer)));
  }

  @Test
  void newsThatChangeNothingAreNotTold() {
    waits();
    await().until(() -> told.stream().anyMatch(e -> e.waiting() == 1));
    waits();
    AgentChanged stranger = new AgentChanged("mallory", 1, true, 1);
    Topics.AGENT_CHANGED.publish(vertx, "", stranger);
    tell(new QueueCommand.Leave(CALL));
    await().until(() -> told.get(told.size() - 1).waiting() == 0);

    assertThat(told).extracting(QueueEvent::waiting).endsWith(1, 0).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void asksForOneOwnerOfTheQueues() {
    Future<String> second = deploy();
    await().until(second::isComplete);

    assertThat(second.cause()).hasMessageContaining("QueueVerticle must have one instance");
  }

  @Test
  void ringsTheNextWhenAnOfferFails() {
    waits();
    ready("alice", 1);
    CallCommand.Ring first = ring(0);
    ready("bob", 1);

    tell(new QueueCommand.OfferEnded(CALL, first.offerId(), "alice", OfferOutcome.NO_ANSWER));

    CallCommand.Ring second = ring(1);
    assertThat(second.agentId()).isEqualTo("bob");
    assertThat(second.offerId()).isNotEqualTo(first.offerId());
  }

  @Test
  void findsAgentsOfWhomNoNewsCame() {
    surveyed.put("alice", new AgentChanged("alice", 3, true, 1));
    waits();

    assertThat(ring(0).agentId()).isEqualTo("alice");
  }

  @Test
  void aSwitchThatDidNotTakeTheOfferIsToldToCancelItAndAskedAgain() {
    switchRefuses = new CtiException(ErrorCode.UNAVAILABLE, "away");
    waits();
    ready("alice", 1);
    CallCommand.Ring first = ring(0);

    await().until(() -> toAgents.contains(new AgentCommand.Withdraw("alice", first.offerId())));
    await().until(() -> toSwitch.contains(new CallCommand.CancelRing(CALL, first.offerId())));
    switchRefuses = null;
    ready("alice", 2);
    assertThat(ring(rings().size()).agentId()).isEqualTo("alice");
  }

  @Test
  void aCallThatTheSwitchDoesNotKnowLeaves() {
    switchRefuses = new CtiException(ErrorCode.NOT_FOUND, "no such call");
    waits();
    ready("alice", 1);
    CallCommand.Ring first = ring(0);
    await().until(() -> toAgents.contains(new AgentCommand.Withdraw("alice", first.offerId())));

    String next = new UUID(0, 2).toString();
    switchRefuses = null;
    tell(new QueueCommand.Enqueue(next, "fs1", 200, 0, 0));
    ready("alice", 2);

    assertThat(ring(1).callId()).isEqualTo(next);
  }

  @Test
  void aPhoneThatRingsForAnAgentWhoDoesNotKnowIsSilenced() {
    surveyed.put("alice", new AgentChanged("alice", 1, true, 1));
    tell(new QueueCommand.Enqueue(CALL, "fs1", 100, 0, 1, "offer-of-before", "alice"));

    await().until(() -> toSwitch.contains(new CallCommand.CancelRing(CALL, "offer-of-before")));
    assertThat(ring(0).agentId()).isEqualTo("alice");
  }

  @Test
  void aNewOwnerOffersNobodyBeforeAllSwitchesHaveToldWhoWaits() throws Exception {
    redeploySilently("fs1", "fs2");
    String older = new UUID(0, 2).toString();

    ready("alice", 1);
    get(Topics.QUEUE_COMMAND.ask(vertx, "1", new QueueCommand.Enqueue(CALL, "fs1", 200, 0, 0)));
    get(Topics.QUEUE_COMMAND.ask(vertx, "1", new QueueCommand.AllTold("fs1")));
    get(Topics.QUEUE_COMMAND.ask(vertx, "1", new QueueCommand.Enqueue(older, "fs1", 100, 0, 0)));
    assertThat(rings()).isEmpty();
    get(Topics.QUEUE_COMMAND.ask(vertx, "1", new QueueCommand.AllTold("fs2")));

    assertThat(ring(0).callId()).isEqualTo(older);
  }

  @Test
  void aSwitchThatNobodyOwnsIsNotWaitedForLong() throws Exception {
    redeploySilently("fs1");

    ready("alice", 1);
    waits();

    assertThat(ring(0).callId()).isEqualTo(CALL);
  }
}
