package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ctibar.bus.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AgentEventsTest {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private AgentEvents events;

  @BeforeEach
  void open(Vertx given) {
    vertx = given;
    events = new AgentEvents(vertx);
    await(events.open());
  }

  @Test
  void givesEachSessionTheEventsOfItsAgent() throws InterruptedException {
    listen("alice", "a1");
    listen("alice", "a2");
    listen("bob", "b");
    tell("carol", 1);
    tell("alice", 2);
    tell("bob", 3);
    assertThat(List.of(next(), next(), next())).containsExactly("a1 2", "a2 2", "b 3");
    assertThat(heard).isEmpty();
  }

  @Test
  void whoLeavesHearsNoMoreAndTheOthersDo() throws InterruptedException {
    Runnable leave = listen("alice", "a1");
    listen("alice", "a2");
    atHome(() -> {
      leave.run();
      return null;
    });
    tell("alice", 1);
    assertThat(next()).isEqualTo("a2 1");
    assertThat(heard).isEmpty();
  }

  @Test
  void afterListeningAnewAnEventIsToldOnce() throws InterruptedException {
    listen("alice", "a");
    await(atHome(events::listenAnew));
    tell("alice", 1);
    tell("alice", 2);
    assertThat(List.of(next(), next())).containsExactly("a 1", "a 2");
  }

  @Test
  void doesNotListenAnewAtEveryComplaint() {
    await(atHome(events::listenAnew));
    assertThat(await(atHome(events::listenAnew).map("again").otherwise("not now")))
        .isEqualTo("not now");
  }

  private Runnable listen(String agent, String session) {
    return atHome(() -> events.listen(agent, event -> heard.add(session + " " + event.revision())));
  }

  private void tell(String agent, long revision) {
    Topics.AGENT_EVENT.publish(vertx, "", Events.event(agent, revision));
  }

  private <T> T atHome(Callable<T> work) {
    Promise<T> done = Promise.promise();
    events.home().runOnContext(v -> {
      try {
        done.complete(work.call());
      } catch (Exception e) {
        done.fail(e);
      }
    });
    return await(done.future());
  }

  private String next() throws InterruptedException {
    return heard.poll(10, TimeUnit.SECONDS);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
