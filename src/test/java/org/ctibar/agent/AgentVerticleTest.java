package org.ctibar.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentReply.Awaits;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.Direction;
import org.ctibar.bus.call.SwitchNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The verticle on a real bus, with a call domain that takes every order unless told otherwise. */
@ExtendWith(VertxExtension.class)
class AgentVerticleTest {
  private static final AgentConfig QUICK =
      new AgentConfig(30, 40, 50, 120, 20, 5_000, 5_000, 90_000);
  private static final String ALICE = "alice";

  private final BlockingQueue<AgentEvent> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<AgentChanged> changes = new LinkedBlockingQueue<>();
  private final BlockingQueue<CallCommand> orders = new LinkedBlockingQueue<>();
  private volatile CtiException switchRefuses;
  private Vertx vertx;

  @BeforeEach
  void start(Vertx given) {
    vertx = given;
    Topics.AGENT_EVENT.subscribe(vertx, ALICE, events::add);
    Topics.AGENT_CHANGED.subscribe(vertx, "", changes::add);
    Topics.CALL_COMMAND.serve(vertx, "fs1", command -> {
      orders.add(command);
      return switchRefuses == null ? Future.succeededFuture() : Future.failedFuture(switchRefuses);
    });
  }

  @Test
  void livesThroughAnOfferedCall() {
    serve(Agents.CONFIG);
    readyAgent();

    AgentReply offered = ask(new AgentCommand.Offer(ALICE, "o1", "c1", in(30_000)));
    assertThat(offered.extension()).isEqualTo("1001");
    assertThat(offered.snapshot().work()).isEqualTo(Work.RESERVED);

    tell(CallStep.RING, "o1", Agents.QUEUED);
    assertThat(data(callback("onRing")))
        .containsEntry("callId", "c1")
        .containsEntry("popScreenNo", "13800001111")
        .containsEntry("direction", "INBOUND")
        .containsEntry("enableAsr", true)
        .containsEntry("queue", Map.of("id", "1", "name", "support"));

    Awaits answer = ask(new AgentCommand.Offhook(ALICE)).awaits();
    assertThat(answer).isEqualTo(new Awaits("c1", "onAnswer", 5_000));
    assertThat(next(orders)).isEqualTo(new CallCommand.Offhook("c1", ALICE));
    tell(CallStep.ANSWER, "o1", Agents.QUEUED);
    callback("onAnswer");

    Awaits end = ask(new AgentCommand.HangUp(ALICE)).awaits();
    assertThat(end).isEqualTo(new Awaits("c1", "onHangup", 5_000));
    assertThat(next(orders)).isEqualTo(new CallCommand.HangUp("c1", ALICE));
    tell(CallStep.ENDED, "o1", Agents.QUEUED);

    AgentEvent last = next(events);
    assertThat(names(last)).containsExactly("onHangup", "onReady");
    assertThat(last.allowed()).contains("makecall").doesNotContain("hangup");
    assertThat(survey(ALICE).offerable()).isTrue();
  }

  @Test
  void dialsOnTheFirstSwitch() {
    serve(Agents.CONFIG);
    readyAgent();

    AgentReply reply = ask(new AgentCommand.Dial(ALICE, "13900002222", Map.of("k", "v")));

    CallCommand.Dial order = (CallCommand.Dial) next(orders);
    assertThat(order.extension()).isEqualTo("1001");
    assertThat(order.classOfService()).isEqualTo("all");
    assertThat(order.to()).isEqualTo("13900002222");
    assertThat(order.data()).containsEntry("k", "v");
    assertThat(reply.awaits()).isEqualTo(new Awaits(order.callId(), "onCalleeAnswer", 90_000));

    CallView call = new CallView(
        order.callId(), "fs1", Direction.OUTBOUND, "13900002222", null, false, null, Map.of());
    tell(CallStep.RING, null, call);
    callback("onRing");
    tell(CallStep.ANSWER, null, call);
    callback("onAnswer");
    tell(CallStep.CALLEE_ANSWER, null, call);
    assertThat(data(callback("onCalleeAnswer"))).containsEntry("callId", order.callId());
  }

  @Test
  void forgetsACallThatTheSwitchDidNotTake() {
    serve(Agents.CONFIG);
    readyAgent();
    switchRefuses = new CtiException(ErrorCode.BAD_NUMBER, "not a number");

    assertRefused(new AgentCommand.Dial(ALICE, "x", null), ErrorCode.BAD_NUMBER);

    AgentReply look = ask(new AgentCommand.Look(ALICE));
    assertThat(look.snapshot().work()).isEqualTo(Work.IDLE);
    assertThat(look.snapshot().presence()).isEqualTo(Presence.READY);
    assertThat(survey(ALICE).offerable()).isTrue();
  }

  @Test
  void tellsTheSwitchsRefusalOfAnOrder() {
    serve(Agents.CONFIG);
    readyAgent();
    tell(CallStep.RING, null, Agents.INTERNAL);
    switchRefuses = new CtiException(ErrorCode.UNAVAILABLE, "no link");

    assertRefused(new AgentCommand.Offhook(ALICE), ErrorCode.UNAVAILABLE);
    assertThat(ask(new AgentCommand.Look(ALICE)).snapshot().work()).isEqualTo(Work.RINGING);
  }

  @Test
  void kicksTheOlderBrowser() {
    serve(Agents.CONFIG);
    readyAgent();

    login(Agents.OTHER_BROWSER);

    AgentEvent event = next(events);
    assertThat(names(event)).containsExactly("onKicked", "onLogin", "onReady", "onSnapshot");
    assertThat(event.callbacks().get(0).only()).containsExactly("s1");
    assertThat(event.callbacks().subList(1, 4))
        .allSatisfy(c -> assertThat(c.only()).containsExactly("s3"));
    assertThat(event.sessions()).containsExactly("s3");
    assertRefused(new AgentCommand.Attach(ALICE, Agents.TAB), ErrorCode.NOT_SIGNED_IN);
  }

  @Test
  void keepsTwoTabsOfOneBrowser() {
    serve(Agents.CONFIG);
    readyAgent();

    login(Agents.SECOND_TAB);

    AgentEvent event = next(events);
    assertThat(names(event)).containsExactly("onLogin", "onReady", "onSnapshot");
    assertThat(event.callbacks()).allSatisfy(c -> assertThat(c.only()).containsExactly("s2"));
    assertThat(event.sessions()).containsExactly("s1", "s2");

    ask(new AgentCommand.GoNotReady(ALICE, "rest"));
    assertThat(callback("onRest").only()).isNull();
  }

  @Test
  void losesReadinessThenTheSignInWithoutASocket() {
    serve(QUICK);
    readyAgent();

    ask(new AgentCommand.Detach(ALICE, "s1"));

    assertThat(next(changes).offerable()).isFalse();
    assertThat(next(events).sessions()).isEmpty();
    next(events);
    assertThat(ask(new AgentCommand.Look(ALICE)).snapshot().reason()).isEqualTo("connection_lost");
    next(events);
    assertThat(ask(new AgentCommand.Look(ALICE)).snapshot().presence())
        .isEqualTo(Presence.LOGGED_OUT);
  }

  @Test
  void comesBackInTime() {
    serve(Agents.CONFIG);
    readyAgent();
    ask(new AgentCommand.Detach(ALICE, "s1"));
    assertThat(next(changes).offerable()).isFalse();

    ask(new AgentCommand.Attach(ALICE, Agents.TAB));

    assertThat(next(changes).offerable()).isTrue();
    next(events);
    assertThat(next(events).callbacks()).isEmpty();
  }

  @Test
  void endsWrapUpByItself() {
    serve(QUICK);
    readyAgent();
    ask(new AgentCommand.Offer(ALICE, "o1", "c1", in(30_000)));
    tell(CallStep.ANSWER, "o1", Agents.QUEUED);
    tell(CallStep.ENDED, "o1", Agents.QUEUED);
    next(events); // reserved
    next(events); // ring and answer
    assertThat(names(next(events))).containsExactly("onHangup", "onWrapUp");

    assertThat(names(next(events))).containsExactly("onReady");
    assertThat(survey(ALICE).offerable()).isTrue();
  }

  @Test
  void tellsWhenAnAgentMayBeOfferedCallsAgain() {
    serve(QUICK);
    readyAgent();
    ask(new AgentCommand.Offer(ALICE, "o1", "c1", in(30_000)));
    next(changes);

    tell(CallStep.REFUSED, "o1", Agents.QUEUED);

    AgentChanged refused = next(changes);
    AgentChanged again = next(changes);
    assertThat(refused.offerable()).isFalse();
    assertThat(again.offerable()).isTrue();
    assertThat(again.revision()).isGreaterThan(refused.revision());
  }

  @Test
  void letsAReservationFallWhoseOwnerIsGone() {
    serve(QUICK);
    readyAgent();

    ask(new AgentCommand.Offer(ALICE, "o1", "c1", in(30)));

    assertThat(next(changes).offerable()).isFalse();
    assertThat(next(changes).offerable()).isTrue();
    assertThat(ask(new AgentCommand.Look(ALICE)).snapshot().work()).isEqualTo(Work.IDLE);
  }

  @Test
  void armsTheTimersOfANodeThatIsGone() {
    String first = serve(QUICK);
    readyAgent();
    await(vertx.undeploy(first));
    AgentStore store = await(AgentStore.open(vertx));
    AgentMachine machine = new AgentMachine(QUICK);
    await(store.update(
        ALICE, s -> machine.step(s, new Trigger.Offer("o1", "c1", in(-1_000)), now())));

    serve(QUICK);

    assertThat(next(changes).offerable()).isTrue();
  }

  @Test
  void keepsPresencesWithTheKeeper() {
    BlockingQueue<String> kept = new LinkedBlockingQueue<>();
    PresenceKeeper none = PresenceKeeper.none();
    PresenceKeeper keeper = new PresenceKeeper() {
      @Override
      public Future<Void> save(String agentId, Presence presence, String reason) {
        kept.add(agentId + " " + presence + " " + reason);
        return Future.failedFuture("the database is away");
      }

      @Override
      public Future<java.util.Optional<Kept>> restore(String agentId) {
        return none.restore(agentId);
      }
    };
    deploy(new AgentVerticle(
        Agents.CONFIG, new SwitchNames(List.of("fs1")), Clock.systemUTC(), keeper));

    readyAgent();

    assertThat(next(kept)).isEqualTo("alice NOT_READY login");
    assertThat(next(kept)).isEqualTo("alice READY null");
  }

  @Test
  void givesARacedForAgentToOneOffer() {
    serve(Agents.CONFIG);
    serve(Agents.CONFIG);
    readyAgent();

    List<Future<AgentReply>> offers = java.util.stream.IntStream.range(0, 20)
        .mapToObj(i -> Topics.AGENT_COMMAND.ask(
            vertx, new AgentCommand.Offer(ALICE, "o" + i, "c" + i, in(30_000))))
        .toList();
    await(Future.join(offers).otherwiseEmpty());

    assertThat(offers.stream().filter(Future::succeeded)).hasSize(1);
    assertThat(offers.stream().filter(Future::failed).map(Future::cause))
        .allSatisfy(e -> assertThat(e)
            .asInstanceOf(InstanceOfAssertFactories.type(CtiException.class))
            .extracting(CtiException::code)
            .isEqualTo(ErrorCode.NOT_ALLOWED_NOW));
  }

  @Test
  void surveysOnlyKnownAgentsAsOfferable() {
    serve(Agents.CONFIG);
    readyAgent();

    List<AgentChanged> survey =
        ask(new AgentCommand.Survey(List.of(ALICE, "nobody"))).survey();

    assertThat(survey).extracting(AgentChanged::agentId).containsExactly(ALICE, "nobody");
    assertThat(survey).extracting(AgentChanged::offerable).containsExactly(true, false);
  }

  @Test
  void refusesWhatIsNotSaidInFull() {
    serve(Agents.CONFIG);
    readyAgent();

    assertRefused(new AgentCommand.GoNotReady(ALICE, " "), ErrorCode.BAD_REQUEST);
    assertRefused(new AgentCommand.GoNotReady(ALICE, "logout"), ErrorCode.BAD_REQUEST);
    assertRefused(new AgentCommand.GoReady(null), ErrorCode.BAD_REQUEST);
    assertRefused(new AgentCommand.Dial(ALICE, "", null), ErrorCode.BAD_REQUEST);
    assertRefused(
        new AgentCommand.CallProgress(ALICE, CallStep.RING, null, null, null, null),
        ErrorCode.BAD_REQUEST);
    assertRefused(new AgentCommand.GoReady("nobody"), ErrorCode.NOT_SIGNED_IN);
  }

  private String serve(AgentConfig config) {
    return deploy(
        new AgentVerticle(config, new SwitchNames(List.of("fs1", "fs2")), Clock.systemUTC()));
  }

  private String deploy(AgentVerticle verticle) {
    return await(vertx.deployVerticle(verticle));
  }

  /** Signs in and goes ready, and has the events of that out of the way. */
  private void readyAgent() {
    login(Agents.TAB);
    ask(new AgentCommand.GoReady(ALICE));
    assertThat(names(next(events))).containsExactly("onLogin");
    assertThat(names(next(events))).containsExactly("onReady");
    next(changes);
    assertThat(next(changes).offerable()).isTrue();
  }

  private void login(SessionRef session) {
    ask(new AgentCommand.Login(ALICE, "Alice", "1001", "all", session));
  }

  private void tell(CallStep step, String offerId, CallView call) {
    ErrorCode code = step == CallStep.ENDED ? ErrorCode.OK : null;
    String cause = step == CallStep.ENDED ? "NORMAL_CLEARING" : null;
    ask(new AgentCommand.CallProgress(ALICE, step, offerId, call, cause, code));
  }

  private AgentChanged survey(String agentId) {
    return ask(new AgentCommand.Survey(List.of(agentId))).survey().get(0);
  }

  private AgentReply ask(AgentCommand command) {
    return await(Topics.AGENT_COMMAND.ask(vertx, command));
  }

  private void assertRefused(AgentCommand command, ErrorCode code) {
    Future<AgentReply> asked = Topics.AGENT_COMMAND.ask(vertx, command);
    await(asked.otherwiseEmpty());
    assertThat(asked.cause())
        .asInstanceOf(InstanceOfAssertFactories.type(CtiException.class))
        .extracting(CtiException::code)
        .isEqualTo(code);
  }

  /** Skips events until one carries the callback. */
  private Callback callback(String name) {
    while (true) {
      AgentEvent event = next(events);
      for (Callback c : event.callbacks()) {
        if (c.name().equals(name)) {
          return c;
        }
      }
    }
  }

  private static Map<String, Object> data(Callback callback) {
    return callback.data();
  }

  private static List<String> names(AgentEvent event) {
    return event.callbacks().stream().map(Callback::name).toList();
  }

  private static long in(long ms) {
    return now() + ms;
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      T value = queue.poll(10, TimeUnit.SECONDS);
      assertThat(value).as("the next of the queue").isNotNull();
      return value;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
