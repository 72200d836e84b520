package org.ctibar.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.ctibar.agent.AgentStore.Change;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Json;
import org.ctibar.bus.agent.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AgentStoreTest {
  private static final long NOW = 2_000_000;
  private final AgentMachine machine = new AgentMachine(Agents.CONFIG);

  @Test
  void givesRacingOffersOneWinner(Vertx vertx) {
    AgentStore store = open(vertx);
    await(store.update("alice", s -> Step.to(Agents.ready().state())));

    List<Future<Change>> offers = race(20, vertx, i -> new Trigger.Offer("o" + i, "c" + i, NOW, 0));

    List<String> winners = offers.stream()
        .filter(Future::succeeded)
        .map(f -> f.result().step().state().job().offer().offerId())
        .toList();
    assertThat(winners).hasSize(1);
    AgentState stored = await(store.get("alice"));
    assertThat(stored.job().work()).isEqualTo(Work.RESERVED);
    assertThat(stored.job().offer().offerId()).isEqualTo(winners.get(0));
    assertThat(stored.revision()).isEqualTo(Agents.ready().state().revision() + 1);
  }

  @Test
  void letsOneOfManyFirstSignInsCreateTheAgent(Vertx vertx) {
    AgentStore store = open(vertx);

    List<Future<Change>> logins = race(5, vertx, i -> Agents.login(Agents.TAB));

    assertThat(await(store.get("alice")).revision()).isEqualTo(5);
    assertThat(logins.stream().filter(f -> f.result().before().revision() == 0)).hasSize(1);
  }

  @Test
  void readsAgainWhenAnotherWasFaster(Vertx vertx) {
    AgentStore store = open(vertx);
    AtomicInteger tries = new AtomicInteger();
    await(store.update("alice", s -> Step.to(Agents.ready().state())));

    Change change = await(store.update("alice", s -> {
      if (tries.incrementAndGet() == 1) {
        overtake(vertx);
      }
      return machine.step(s, new Trigger.GoNotReady("rest"), NOW);
    }));

    assertThat(tries).hasValue(2);
    assertThat(change.before().standing().reason()).isEqualTo("faster");
    assertThat(await(store.get("alice")).standing().reason()).isEqualTo("rest");
  }

  @Test
  void givesUpAfterEightLostRaces() {
    AtomicInteger tries = new AtomicInteger();
    AgentStore store = new AgentStore(alwaysLosing());

    Future<Change> update = store.update("alice", s -> {
      tries.incrementAndGet();
      return machine.step(s, new Trigger.GoNotReady("rest"), NOW);
    });

    await(update.otherwiseEmpty());
    assertThat(tries).hasValue(8);
    assertThat(update.cause())
        .asInstanceOf(InstanceOfAssertFactories.type(CtiException.class))
        .extracting(CtiException::code)
        .isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  void storesNothingForAStepThatChangesNothing(Vertx vertx) {
    AgentStore store = open(vertx);

    await(store.update("nobody", s -> machine.step(s, new Trigger.Look(), NOW)));

    assertThat(await(store.agentIds())).isEmpty();
  }

  @Test
  void leavesTheStateOfARefusedStep(Vertx vertx) {
    AgentStore store = open(vertx);

    Future<Change> refused =
        store.update("nobody", s -> machine.step(s, new Trigger.GoReady(), NOW));

    await(refused.otherwiseEmpty());
    assertThat(refused.failed()).isTrue();
    assertThat(await(store.get("nobody"))).isEqualTo(AgentState.unknown("nobody"));
  }

  /** Between the read and the write of another. The local map answers at once. */
  private void overtake(Vertx vertx) {
    AgentState faster = machine
        .step(Agents.ready().state(), new Trigger.GoNotReady("faster"), NOW)
        .state();
    map(vertx).put("alice", Json.encode(faster));
  }

  private static AgentStore open(Vertx vertx) {
    return await(AgentStore.open(vertx));
  }

  /** All have read the agent before the first of them writes. */
  private List<Future<Change>> race(int racers, Vertx vertx, IntFunction<Trigger> trigger) {
    AgentStore store = new AgentStore(readingTogether(racers, map(vertx)));
    AtomicInteger tries = new AtomicInteger();
    List<Future<Change>> racing = IntStream.range(0, racers)
        .mapToObj(i -> store.update("alice", s -> {
          tries.incrementAndGet();
          return machine.step(s, trigger.apply(i), NOW);
        }))
        .toList();
    await(Future.join(racing).otherwiseEmpty());
    assertThat(tries).as("tries, races having been lost").hasValueGreaterThan(racers);
    return racing;
  }

  private static AsyncMap<String, String> map(Vertx vertx) {
    return await(vertx.sharedData().getAsyncMap("cti.agents"));
  }

  private static AsyncMap<String, String> readingTogether(
      int readers, AsyncMap<String, String> map) {
    AtomicInteger reads = new AtomicInteger();
    Promise<Void> allHaveRead = Promise.promise();
    return fake((proxy, method, args) -> {
      Object answer = method.invoke(map, args);
      if (method.getName().equals("get")) {
        if (reads.incrementAndGet() == readers) {
          allHaveRead.complete();
        }
        return ((Future<?>) answer).compose(raw -> allHaveRead.future().map(v -> raw));
      }
      return answer;
    });
  }

  private static AsyncMap<String, String> alwaysLosing() {
    String ready = Json.encode(Agents.ready().state());
    return fake((proxy, method, args) -> switch (method.getName()) {
      case "get" -> Future.succeededFuture(ready);
      case "replaceIfPresent" -> Future.succeededFuture(false);
      default -> throw new UnsupportedOperationException(method.getName());
    });
  }

  // A proxy knows no type arguments.
  @SuppressWarnings("unchecked")
  private static AsyncMap<String, String> fake(InvocationHandler methods) {
    return (AsyncMap<String, String>) Proxy.newProxyInstance(
        AgentStoreTest.class.getClassLoader(), new Class<?>[] {AsyncMap.class}, methods);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
