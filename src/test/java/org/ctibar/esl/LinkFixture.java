package org.ctibar.esl;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A link and the switch it talks to. */
@Timeout(60)
abstract class LinkFixture {
  static final EslConfig CONFIG = new EslConfig(1_000, 1_000, 10, 50, 60_000, 2, 10, 1024 * 1024);

  final Vertx vertx = Vertx.vertx();
  final FakeSwitch fake = new FakeSwitch(vertx);
  final List<EslEvent> events = new CopyOnWriteArrayList<>();
  final List<LinkUp> ups = new CopyOnWriteArrayList<>();
  final List<String> downs = new CopyOnWriteArrayList<>();
  EslLink link;

  @BeforeEach
  void listen() {
    get(fake.listen());
  }

  @AfterEach
  void close() {
    if (link != null) {
      get(link.close());
    }
    get(vertx.close());
  }

  void start(EslConfig config) {
    get(begin(config, fake.address()));
  }

  Future<Void> begin(EslConfig config, SwitchAddress address) {
    link =
        new EslLink(vertx, address, config).onEvent(events::add).onUp(ups::add).onDown(downs::add);
    return link.start();
  }

  static EslException failure(Future<?> future) {
    CompletionException thrown = catchThrowableOfType(CompletionException.class, () -> get(future));
    return (EslException) thrown.getCause();
  }

  static <T> T get(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }
}
