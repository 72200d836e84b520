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
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.agent.SessionRef;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.Direction;
import org.ctibar.bus.call.SwitchNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The verticle on a real bus, with a call domain that takes every order unless told otherwise. */
@ExtendWith(VertxExtension.class)
abstract class OnTheBus {
  static final String ALICE = "alice";

  final BlockingQueue<AgentEvent> events = new LinkedBlockingQueue<>();
  final BlockingQueue<AgentChanged> changes = new LinkedBlockingQueue<>();
  final BlockingQueue<CallCommand> orders = new LinkedBlockingQueue<>();
  volatile Function<CallCommand, Future<Void>> theSwitch = command -> Future.succeededFuture();
  Vertx vertx;

  @BeforeEach
  void start(Vertx given) {
    vertx = given;
    Topics.AGENT_EVENT.subscribe(vertx, "", event -> {
      if (event.agentId().equals(ALICE)) {
        events.add(event);
      }
    });
    Topics.AGENT_CHANGED.subscribe(vertx, "", changes::add);
    Topics.CALL_COMMAND.serve(vertx, "fs1", command -> {
      orders.add(command);
      return theSwitch.apply(command);
    });
  }

  String serve(AgentConfig config) {
    return deploy(
        new AgentVerticle(config, new SwitchNames(List.of("fs1", "fs2")), Clock.systemUTC()));
  }

  String deploy(AgentVerticle verticle) {
    return await(vertx.deployVerticle(verticle));
  }

  /** Signs in and goes ready, and has the events of that out of the way. */
  void readyAgent() {
    login(Agents.TAB);
    ask(new AgentCommand.GoReady(ALICE));
    assertThat(names(next(events))).containsExactly("onLogin");
    assertThat(names(next(events))).containsExactly("onReady");
    next(changes);
    assertThat(next(changes).offerable()).isTrue();
  }

  void login(SessionRef session) {
    ask(new AgentCommand.Login(ALICE, "Alice", "1001", session));
  }

  void refuse(ErrorCode code) {
    theSwitch = command -> Future.failedFuture(new CtiException(code, "refused"));
  }

  static CallView dialled(String callId) {
    return new CallView(
        callId, "fs1", Direction.OUTBOUND, "13900002222", null, false, null, Map.of());
  }

  void tell(CallStep step, String offerId, CallView call) {
    ask(progress(step, offerId, call));
  }

  static AgentCommand progress(CallStep step, String offerId, CallView call) {
    boolean over = step == CallStep.ENDED;
    return new AgentCommand.CallProgress(
        ALICE, step, offerId, call, over ? "NORMAL_CLEARING" : null, over ? ErrorCode.OK : null);
  }

  AgentChanged survey(String agentId) {
    return ask(new AgentCommand.Survey(List.of(agentId))).survey().get(0);
  }

  AgentReply ask(AgentCommand command) {
    return await(Topics.AGENT_COMMAND.ask(vertx, command));
  }

  void assertRefused(AgentCommand command, ErrorCode code) {
    Future<AgentReply> asked = Topics.AGENT_COMMAND.ask(vertx, command);
    await(asked.otherwiseEmpty());
    assertThat(asked.cause())
        .asInstanceOf(InstanceOfAssertFactories.type(CtiException.class))
        .extracting(CtiException::code)
        .isEqualTo(code);
  }

  /** Skips events until one carries the callback. */
  Callback callback(String name) {
    while (true) {
      AgentEvent event = next(events);
      for (Callback c : event.callbacks()) {
        if (c.name().equals(name)) {
          return c;
        }
      }
    }
  }

  static Map<String, Object> data(Callback callback) {
    return callback.data();
  }

  static List<String> names(AgentEvent event) {
    return event.callbacks().stream().map(Callback::name).toList();
  }

  static long in(long ms) {
    return now() + ms;
  }

  static long now() {
    return System.currentTimeMillis();
  }

  static <T> T next(BlockingQueue<T> queue) {
    try {
      T value = queue.poll(10, TimeUnit.SECONDS);
      assertThat(value).as("the next of the queue").isNotNull();
      return value;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
