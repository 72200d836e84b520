package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordCheckQueueTest {
  private static final Executor HERE = Runnable::run;
  private static final Account ADMIN =
      new Account("admin", "admin", "1001", List.of("agent"), true, 0);

  private long nowMs = 1_000;
  private final PasswordCheckQueue queue =
      new PasswordCheckQueue(TestGateway.waiting(3, 6), () -> nowMs);
  private final Map<String, Promise<Account>> begun = new LinkedHashMap<>();

  @AfterEach
  void endAll() {
    while (begun.values().stream().anyMatch(check -> !check.future().isComplete())) {
      List.copyOf(begun.values()).forEach(check -> check.tryComplete(ADMIN));
    }
  }

  @Test
  void oneCheckRunsAtATime() {
    Future<Account> first = add("a", "a1");
    Future<Account> second = add("b", "b1");
    assertThat(begun).containsOnlyKeys("a1");
    begun.get("a1").complete(ADMIN);
    assertThat(first.result()).isEqualTo(ADMIN);
    assertThat(begun).containsOnlyKeys("a1", "b1");
    assertThat(second.isComplete()).isFalse();
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void networksTakeTurns() {
    List.of("a1", "a2", "a3").forEach(check -> add("a", check));
    add("b", "b1");
    endAll();
    assertThat(begun.keySet()).containsExactly("a1", "a2", "b1", "a3");
  }

  @Test
  void aFullRowIsToldAtOnce() {
    List.of("running", "a1", "a2", "a3").forEach(check -> add("a", check));
    assertThat(code(add("a", "more"))).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(add("b", "b1").isComplete()).isFalse();
  }

  @Test
  void whoIsPutOutForAnotherIsTold() {
    List.of("running", "a1", "a2").forEach(check -> add("a", check));
    Future<Account> lastOfA = add("a", "a3");
    List.of("b1", "b2").forEach(check -> add("b", check));
    Future<Account> lastOfB = add("b", "b3");
    add("c", "c1");
    assertThat(code(lastOfA)).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(lastOfB.isComplete()).isFalse();
    add("c", "c2");
    assertThat(code(lastOfB)).isEqualTo(ErrorCode.RATE_LIMITED);
    endAll();
    assertThat(begun).containsOnlyKeys("running", "a1", "a2", "b1", "b2", "c1", "c2");
  }

  @Test
  void whenPasswordsCannotBeCheckedAllThatWaitAreTold() {
    Future<Account> running = add("a", "a1");
    Future<Account> waiting = add("b", "b1");
    begun.get("a1").fail(new CtiException(ErrorCode.UNAVAILABLE, "the database is away"));
    assertThat(code(running)).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(code(waiting)).isEqualTo(ErrorCode.UNAVAILABLE);
    add("c", "c1");
    assertThat(begun).containsOnlyKeys("a1", "c1");
  }

  @Test
  void whoWaitedTooLongIsToldInsteadOfChecked() {
    add("a", "running");
    List<Future<Account>> early = List.of(add("a", "a1"), add("a", "a2"), add("b", "b1"));
    nowMs += 200_000;
    Future<Account> later = add("a", "a3");
    nowMs += 200_000;
    begun.get("running").complete(ADMIN);
    assertThat(early).allSatisfy(f -> assertThat(code(f)).isEqualTo(ErrorCode.RATE_LIMITED));
    assertThat(later.isComplete()).isFalse();
    assertThat(begun).containsOnlyKeys("running", "a3");
  }

  @Test
  void aWrongPasswordIsNoReasonForOthersToGo() {
    add("a", "a1");
    Future<Account> waiting = add("b", "b1");
    begun.get("a1").fail(SignInRefusal.wrong());
    assertThat(waiting.isComplete()).isFalse();
    assertThat(begun).containsKey("b1");
  }

  @Test
  void aCheckThatBreaksHoldsNobodyUp() {
    Future<Account> broken = queue.add("a", HERE, () -> {
      throw new IllegalStateException("broken");
    });
    assertThat(broken.cause()).hasMessage("broken");
    add("a", "a1");
    assertThat(begun).containsKey("a1");
  }

  @Test
  void aCheckThatNeverEndsIsGivenUp() {
    PasswordCheckQueue impatient =
        new PasswordCheckQueue(new GatewayConfig.Waiting(3, 6, Duration.ofMillis(1)), () -> nowMs);
    Future<Account> endless = impatient.add("a", HERE, check("endless"));
    await().atMost(Duration.ofSeconds(30)).until(endless::isComplete);
    assertThat(code(endless)).isEqualTo(ErrorCode.UNAVAILABLE);
    impatient.add("a", HERE, check("a1"));
    assertThat(begun).containsKey("a1");
  }

  @Test
  void eachIsToldOnItsOwnEventLoop() {
    List<Runnable> later = new ArrayList<>();
    Future<Account> other = queue.add("a", later::add, check("a1"));
    assertThat(begun).isEmpty();
    later.remove(0).run();
    begun.get("a1").complete(ADMIN);
    assertThat(other.isComplete()).isFalse();
    later.remove(0).run();
    assertThat(other.result()).isEqualTo(ADMIN);
  }

  private Future<Account> add(String network, String check) {
    return queue.add(network, HERE, check(check));
  }

  private Supplier<Future<Account>> check(String name) {
    return () -> {
      Promise<Account> ends = Promise.promise();
      begun.put(name, ends);
      return ends.future();
    };
  }

  private static ErrorCode code(Future<Account> refused) {
    return ((CtiException) refused.cause()).code();
  }
}
