package org.ctibar.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctibar.bus.call.CallIds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTopicTest {
  private record Question(String text) {}

  private record Reply(String text) {}

  private static final RequestTopic<Question, Reply> TOPIC =
      RequestTopic.ofOwner("test.topic.", Question.class, Reply.class);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void answers() throws Exception {
    TOPIC.serve(vertx, "a", q -> Future.succeededFuture(new Reply(q.text() + "!")));
    assertThat(await(TOPIC.ask(vertx, "a", new Question("hello")))).isEqualTo(new Reply("hello!"));
  }

  @Test
  void aRefusalArrivesWithItsCodeAndWhatIsAllowed() {
    TOPIC.serve(vertx, "a", q -> {
      throw new CtiException(ErrorCode.NOT_ALLOWED_NOW, "not now", List.of("ready"));
    });
    assertThatThrownBy(() -> await(TOPIC.ask(vertx, "a", new Question("x"))))
        .isInstanceOfSatisfying(CtiException.class, e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED_NOW);
          assertThat(e.allowed()).containsExactly("ready");
        });
  }

  @Test
  void anAccidentIsToldWithAnIdAndWithoutItsText() {
    TOPIC.serve(
        vertx, "a", q -> Future.failedFuture(new IllegalStateException("password=hunter2")));
    assertThatThrownBy(() -> await(TOPIC.ask(vertx, "a", new Question("x"))))
        .isInstanceOfSatisfying(CtiException.class, e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
          assertThat(e.getMessage()).contains("id ").doesNotContain("hunter2");
        });
  }

  @Test
  void nobodyListening() {
    assertThatThrownBy(() -> await(TOPIC.ask(vertx, "nobody", new Question("x"))))
        .isInstanceOfSatisfying(
            CtiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void aSlowAnswererIsAskedAgainButWorksOnce() throws Exception {
    AtomicInteger worked = new AtomicInteger();
    Promise<Reply> slow = Promise.promise();
    TOPIC.serve(vertx, "slow", q -> {
      worked.incrementAndGet();
      return slow.future();
    });
    Future<Reply> asked = TOPIC.ask(vertx, "slow", new Question("x"));
    vertx.setTimer(700, t -> slow.complete(new Reply("at last")));
    assertThat(await(asked)).isEqualTo(new Reply("at last"));
    assertThat(worked).hasValue(1);
  }

  @Test
  void whoIsNotTheOwnerAnyMoreIsPassedOver() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    TOPIC.serve(
        vertx,
        "moved",
        q -> asked.incrementAndGet() == 1
            ? Future.failedFuture(new NotOwner("moved"))
            : Future.succeededFuture(new Reply("mine")));

    assertThat(await(TOPIC.ask(vertx, "moved", new Question("x")))).isEqualTo(new Reply("mine"));
    assertThat(asked).hasValue(2);
  }

  @Test
  void anOwnerThatWasReplacedIsRefused() throws Exception {
    TOPIC.serve(vertx, "fenced", q -> Future.succeededFuture(new Reply("done")));
    await(TOPIC.ask(vertx, "fenced", new Question("x"), new Fence("queue:1", 7)));

    assertThatThrownBy(
            () -> await(TOPIC.ask(vertx, "fenced", new Question("x"), new Fence("queue:1", 6))))
        .isInstanceOfSatisfying(
            CtiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    await(TOPIC.ask(vertx, "fenced", new Question("x"), new Fence("queue:2", 1)));
  }

  @Test
  void whatANodeAsksThatIsNotHeardAnyMoreIsNotDone() {
    AtomicInteger asked = new AtomicInteger();
    TOPIC.serve(vertx, "deaf", q -> {
      asked.incrementAndGet();
      return Future.succeededFuture(new Reply("done"));
    });
    NodeName self = NodeName.begin("n1");
    Voices.of(vertx).speakAs(self);
    Voices.of(vertx).silence(self);

    assertThatThrownBy(() -> await(TOPIC.ask(vertx, "deaf", new Question("x"))))
        .isInstanceOfSatisfying(
            CtiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    assertThat(asked).hasValue(0);
  }

  @Test
  void offerIdsAreUuidsOfVersion5AndDifferByAttempt() {
    String call = "8da1b44c-bb41-4263-a5c8-d5ba7bbb50dd";
    assertThat(CallIds.offer(call, 1))
        .isEqualTo(CallIds.offer(call, 1))
        .isNotEqualTo(CallIds.offer(call, 2));
    assertThat(java.util.UUID.fromString(CallIds.offer(call, 1)).version()).isEqualTo(5);
    assertThat(java.util.UUID.fromString(CallIds.offer(call, 1)).variant()).isEqualTo(2);
  }

  private static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : e;
    }
  }
}
