package org.ctibar.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EslLinkTest {
  private static final EslConfig CONFIG =
      new EslConfig(1_000, 1_000, 10, 50, 60_000, 2, 10, 1024 * 1024);

  private final Vertx vertx = Vertx.vertx();
  private final FakeSwitch fake = new FakeSwitch(vertx);
  private final List<EslEvent> events = new CopyOnWriteArrayList<>();
  private final List<LinkUp> ups = new CopyOnWriteArrayList<>();
  private final List<String> downs = new CopyOnWriteArrayList<>();
  private EslLink link;

  @BeforeEach
  void listen() {
    get(fake.listen());
  }

  @AfterEach
  void close() {
    get(vertx.close());
  }

  @Test
  void comesUpSubscribedToAnExplicitListOfEvents() {
    start(CONFIG);

    assertThat(ups).containsExactly(new LinkUp("core-1", false));
    assertThat(fake.received)
        .filteredOn(c -> c.startsWith("event "))
        .singleElement()
        .asString()
        .startsWith("event json CHANNEL_CREATE ")
        .contains(" CUSTOM sofia::register ")
        .doesNotContain(" ALL");
    assertThat(link.limits()).isEqualTo(new SwitchLimits(500, 2000));
  }

  @Test
  void deliversEventsInOrder() {
    start(CONFIG);

    IntStream.range(0, 2_000)
        .forEach(i -> fake.event(Map.of("Event-Name", "CHANNEL_CREATE", "n", "" + i)));

    await().until(() -> events.size() == 2_000);
    assertThat(events)
        .extracting(e -> Integer.valueOf(e.header("n")))
        .isEqualTo(IntStream.range(0, 2_000).boxed().toList());
  }

  @Test
  void matchesRepliesInOrder() {
    start(CONFIG);
    List<Future<String>> replies = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      fake.replies.put("api echo " + i, "reply " + i + "\n");
      replies.add(link.send(Commands.api("echo", "" + i)));
    }

    get(Future.all(replies));

    assertThat(replies)
        .extracting(Future::result)
        .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "reply " + i).toList());
  }

  @Test
  void tellsWhatTheSwitchRefuses() {
    start(CONFIG);
    fake.replies.put("api uuid_kill x NORMAL_CLEARING", "-ERR No such channel!\n");
    fake.replies.put("api uuid_break", "-USAGE: <uuid> [all]\n");

    assertThat(failure(link.send(Commands.kill("x", "NORMAL_CLEARING"))))
        .hasMessage("-ERR No such channel!")
        .extracting(EslException::kind)
        .isEqualTo(EslException.Kind.REFUSED);
    assertThat(failure(link.send(Commands.api("uuid_break"))).kind())
        .isEqualTo(EslException.Kind.REFUSED);
  }

  @Test
  void backgroundJobsEndWithTheirEvent() {
    start(CONFIG);
    fake.replies.put("bgapi originate {^^;origination_uuid=leg}user/1001 &park()", "later");
    Future<JobResult> job =
        link.background(Commands.originate(new Originate("leg", Map.of(), "user/1001")));

    await().until(() -> fake.received.stream().anyMatch(c -> c.contains("Job-UUID: leg")));
    fake.jobEnds("leg", "-ERR NO_ANSWER\n");

    assertThat(get(job)).isEqualTo(new JobResult("leg", false, "NO_ANSWER"));
    assertThat(events).extracting(EslEvent::jobUuid).containsExactly("leg");
  }

  @Test
  void refusesCommandsWhileDown() {
    link = new EslLink(vertx, fake.address(), CONFIG);

    assertThat(failure(link.send(Commands.status())).kind())
        .isEqualTo(EslException.Kind.NOT_CONNECTED);
  }

  private void start(EslConfig config) {
    link = new EslLink(vertx, fake.address(), config)
        .onEvent(events::add)
        .onUp(ups::add)
        .onDown(downs::add);
    get(link.start());
  }

  private static EslException failure(Future<?> future) {
    CompletionException thrown = catchThrowableOfType(
        CompletionException.class,
        () -> future.toCompletionStage().toCompletableFuture().join());
    return (EslException) thrown.getCause();
  }

  private static <T> T get(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }
}
