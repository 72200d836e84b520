package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Person;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call whose callee is still being looked up. */
@Tag(Tiers.INTEGRATION)
@Timeout(30)
class DialDeskTest {
  private final Vertx vertx = Vertx.vertx();
  private final Promise<AgentReply> looked = Promise.promise();
  private final DialDesk desk = new DialDesk(
      vertx,
      "fs1",
      new SwitchOwner.Tools(
          Clock.systemUTC(),
          new CallConfig(
              "local_stream://moh",
              "local_stream://moh",
              "default",
              "internal",
              "sofia/gateway/trunk/{number}",
              CallPlay.TIMES,
              Duration.ofSeconds(30),
              Duration.ofMillis(50),
              Duration.ZERO,
              Duration.ofSeconds(45),
              new Fallback("9664", "cti-fallback", Duration.ofSeconds(90), Duration.ofSeconds(30)),
              Peers.NONE,
              CallPlay.NO_LIMITS),
          DirectorySource.of(Directory.builder()
              .add(Person.agent("alice", "1001"))
              .add(Person.agent("bob", "1002"))
              .build()),
          record -> Future.succeededFuture(),
          reason -> {}),
      new CallBook());

  @BeforeEach
  void serve() {
    Centre.get(Topics.AGENT_COMMAND.serve(vertx, "", look -> looked.future()).completion());
  }

  @AfterEach
  void close() {
    Centre.get(vertx.close());
  }

  private Future<Step> dial() {
    return desk.take(new CallCommand.Dial(CallPlay.DIALLED, "alice", "1001", "1002", Map.of()));
  }

  private boolean hangUp(String agentId) {
    return desk.cancel(new CallCommand.HangUp(CallPlay.DIALLED, agentId));
  }

  private void calleeIsFree() {
    looked.complete(new AgentReply(
        false,
        null,
        null,
        new AgentSnapshot(
            true,
            Presence.READY,
            null,
            Work.IDLE,
            null,
            0,
            0,
            1,
            null,
            null,
            null,
            java.util.List.of(),
            java.util.List.of()),
        null));
  }

  @Test
  void beginsWhenTheCalleeIsFree() {
    Future<Step> call = dial();
    calleeIsFree();

    assertThat(Centre.get(call).call()).isInstanceOf(DialledCall.class);
    assertThat(hangUp("alice")).isFalse();
  }

  @Test
  void doesNotBeginOnceTheCallerHungUp() {
    Future<Step> call = dial();

    assertThat(hangUp("mallory")).isFalse();
    assertThat(hangUp("alice")).isTrue();
    calleeIsFree();

    await().until(call::isComplete);
    assertThat(((CtiException) call.cause()).code()).isEqualTo(ErrorCode.NO_ANSWER);
    assertThat(hangUp("alice")).isFalse();
  }
}
