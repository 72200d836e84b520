package org.ctibar.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentReply.Awaits;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.cluster.Members;
import org.ctibar.cluster.Ownership;
import org.junit.jupiter.api.Test;

class AgentVerticleTest extends OnTheBus {
  @Test
  void livesThroughAnOfferedCall() {
    serve(Agents.CONFIG);
    readyAgent();

    AgentReply offered = ask(new AgentCommand.Offer(ALICE, "o1", "c1", in(30_000), 0));
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
    assertThat(last.now().allowed()).contains("makecall").doesNotContain("hangup");
    assertThat(survey(ALICE).offerable()).isTrue();
  }

  @Test
  void dialsOnTheFirstSwitch() {
    serve(Agents.CONFIG);
    readyAgent();

    AgentReply reply = ask(new AgentCommand.Dial(ALICE, "13900002222", Map.of("k", "v")));

    CallCommand.Dial order = (CallCommand.Dial) next(orders);
    assertThat(order.extension()).isEqualTo("1001");
    assertThat(order.to()).isEqualTo("13900002222");
    assertThat(order.data()).containsEntry("k", "v");
    assertThat(reply.awaits()).isEqualTo(new Awaits(order.callId(), "onCalleeAnswer", 90_000));

    CallView call = dialled(order.callId());
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
    refuse(ErrorCode.BAD_NUMBER);

    assertRefused(new AgentCommand.Dial(ALICE, "x", null), ErrorCode.BAD_NUMBER);

    AgentReply look = ask(new AgentCommand.Look(ALICE));
    assertThat(look.snapshot().work()).isEqualTo(Work.IDLE);
    assertThat(look.snapshot().presence()).isEqualTo(Presence.READY);
    assertThat(survey(ALICE).offerable()).isTrue();
  }

  @Test
  void stopsADialThatTheSwitchDidNotAnswer() {
    serve(Agents.CONFIG);
    readyAgent();
    refuse(ErrorCode.TIMEOUT);

    assertRefused(new AgentCommand.Dial(ALICE, "13900002222", null), ErrorCode.TIMEOUT);

    String callId = next(orders).callId();
    assertThat(next(orders)).isEqualTo(new CallCommand.HangUp(callId, ALICE));
  }

  @Test
  void hearsOfACallBeforeItsOrderIsAnswered() {
    serve(Agents.CONFIG);
    readyAgent();
    theSwitch = dial -> Topics.AGENT_COMMAND
        .ask(vertx, progress(CallStep.RING, null, dialled(dial.callId())))
        .mapEmpty();

    AgentReply reply = ask(new AgentCommand.Dial(ALICE, "13900002222", null));

    assertThat(reply.awaits().event()).isEqualTo("onCalleeAnswer");
    assertThat(data(callback("onRing"))).containsEntry("callId", reply.awaits().callId());
  }

  @Test
  void tellsTheSwitchsRefusalOfAnOrder() {
    serve(Agents.CONFIG);
    readyAgent();
    tell(CallStep.RING, null, Agents.INTERNAL);
    refuse(ErrorCode.UNAVAILABLE);

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
  void keepsPresencesWithTheKeeper() {
    BlockingQueue<String> kept = new LinkedBlockingQueue<>();
    PresenceKeeper keeper = new PresenceKeeper() {
      @Override
      public Future<Void> save(String agentId, Presence presence, String reason) {
        kept.add(agentId + " " + presence + " " + reason);
        return Future.failedFuture("the database is away");
      }

      @Override
      public Future<List<Kept>> all() {
        return Future.succeededFuture(List.of());
      }
    };
    deploy(new AgentVerticle(
        Agents.CONFIG,
        new SwitchNames(List.of("fs1")),
        Clock.systemUTC(),
        keeper,
        Members.alone("n1"),
        Ownership.undisputed()));

    readyAgent();

    assertThat(next(kept)).isEqualTo("alice NOT_READY login");
    assertThat(next(kept)).isEqualTo("alice READY null");
  }

  @Test
  void leavesAgentsToTheOthersWhileItsNodeIsCutOff() {
    AtomicBoolean cutOff = new AtomicBoolean(true);
    deploy(new AgentVerticle(
        Agents.CONFIG,
        new SwitchNames(List.of("fs1")),
        Clock.systemUTC(),
        PresenceKeeper.none(),
        Members.alone("n1"),
        new OwnsNothing(cutOff::get)));
    assertRefused(new AgentCommand.Look(ALICE), ErrorCode.UNAVAILABLE);

    serve(Agents.CONFIG);
    login(Agents.TAB);

    cutOff.set(false);
    assertThat(ask(new AgentCommand.Look(ALICE)).snapshot().signedIn()).isTrue();
  }

  private record OwnsNothing(BooleanSupplier isCutOff) implements Ownership {
    @Override
    public Future<Void> contend(String resource, Owner owner) {
      return Future.failedFuture("not here");
    }

    @Override
    public Future<Void> withdraw(String resource) {
      return Future.succeededFuture();
    }

    @Override
    public boolean cutOff() {
      return isCutOff.getAsBoolean();
    }
  }

  @Test
  void givesARacedForAgentToOneOffer() {
    serve(Agents.CONFIG);
    serve(Agents.CONFIG);
    readyAgent();

    List<Future<AgentReply>> offers = IntStream.range(0, 20)
        .mapToObj(i -> Topics.AGENT_COMMAND.ask(
            vertx, new AgentCommand.Offer(ALICE, "o" + i, "c" + i, in(30_000), 0)))
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
}
