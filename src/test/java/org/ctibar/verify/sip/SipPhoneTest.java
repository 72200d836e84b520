package org.ctibar.verify.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two phones call each other without a switch between them. */
class SipPhoneTest {
  private static final Tone LOW = new Tone("low", 500);
  private static final Tone HIGH = new Tone("high", 1_500);

  private final Vertx vertx = Vertx.vertx();
  private SipPhone called;
  private SipPhone caller;

  @BeforeEach
  void open() throws Exception {
    called = phone("called", HIGH, 9);
    caller = phone("caller", LOW, called.port());
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void theyHearEachOther() throws Exception {
    talk();
    becomes(() -> assertThat(caller.hears()).isEqualTo(Set.of("high")));
    becomes(() -> assertThat(called.hears()).isEqualTo(Set.of("low")));
    assertThat(called.call().orElseThrow().from()).isEqualTo("caller");
  }

  @Test
  void eitherMayHangUp() throws Exception {
    SipCall call = talk();
    SipCall other = called.call().orElseThrow();
    other.hangUp().await(5, TimeUnit.SECONDS);
    becomes(() -> assertThat(call.isOver()).isTrue());
    assertThat(other.endedByUs()).isTrue();
    assertThat(call.endedByUs()).isFalse();
  }

  @Test
  void aHeldCallIsSilentUntilItIsResumed() throws Exception {
    SipCall call = talk();
    call.hold().await(5, TimeUnit.SECONDS);
    becomes(() -> assertThat(caller.hears()).isEmpty());
    call.resume().await(5, TimeUnit.SECONDS);
    becomes(() -> assertThat(caller.hears()).isEqualTo(Set.of("high")));
  }

  @Test
  void aRefusalHasItsStatus() throws Exception {
    called.behave(Behaviour.refusing(486));
    SipCall call = caller.call("called").await(5, TimeUnit.SECONDS);
    becomes(() -> assertThat(call.isOver()).isTrue());
    assertThat(call.status()).isEqualTo(486);
  }

  @Test
  void aCallCanBeTakenBack() throws Exception {
    SipCall call = caller.call("called").await(5, TimeUnit.SECONDS);
    becomes(() -> assertThat(called.call()).isPresent());
    call.hangUp().await(5, TimeUnit.SECONDS);
    becomes(() -> assertThat(called.call()).isEmpty());
    becomes(() -> assertThat(call.isOver()).isTrue());
  }

  @Test
  void aDeadPhoneAnswersNothing() throws Exception {
    SipCall call = talk();
    called.dropDead().await(5, TimeUnit.SECONDS);
    becomes(() -> assertThat(caller.hears()).isEmpty());
    assertThat(call.talks()).isTrue();
  }

  private SipCall talk() throws Exception {
    SipCall call = caller.call("called").await(5, TimeUnit.SECONDS);
    becomes(() -> assertThat(called.call()).isPresent());
    called.call().orElseThrow().answer().await(5, TimeUnit.SECONDS);
    becomes(() -> assertThat(call.talks()).isTrue());
    return call;
  }

  private SipPhone phone(String user, Tone tone, int peerPort) throws Exception {
    SocketAddress peer = SocketAddress.inetSocketAddress(peerPort, "127.0.0.1");
    Account account = new Account(user, null, "127.0.0.1", peer, "127.0.0.1");
    return SipPhone.open(vertx, account, tone, List.of(LOW, HIGH)).await(5, TimeUnit.SECONDS);
  }

  private static void becomes(org.awaitility.core.ThrowingRunnable what) {
    await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(10)).untilAsserted(what);
  }
}
