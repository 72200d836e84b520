package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.NotOwner;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.CallView;
import org.ctibar.bus.call.Direction;
import org.ctibar.cluster.Ownership;
import org.ctibar.cluster.Tenure;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent who signs in during a talk learns of it. */
@Tag(Tiers.INTEGRATION)
@Timeout(30)
class HeraldTest {
  private static final CallView CALL =
      new CallView(CallPlay.CALLER, "fs1", Direction.INBOUND, "138", null, false, null, Map.of());

  private final Vertx vertx = Vertx.vertx();
  private final Tenure tenure = tenure();
  private final Herald herald = new Herald(vertx, Clock.systemUTC(), "fs1", tenure);
  private final List<CallStep> asked = new CopyOnWriteArrayList<>();
  private final List<CallStep> believed = new CopyOnWriteArrayList<>();
  private volatile boolean signedIn;
  private volatile boolean away;

  @BeforeEach
  void serve() {
    Centre.get(Topics.AGENT_COMMAND
        .serve(vertx, "", command -> {
          CallStep step = ((CallProgress) command).step();
          asked.add(step);
          if (away) {
            return Future.failedFuture(new CtiException(ErrorCode.UNAVAILABLE, "nobody is here"));
          }
          if (!signedIn) {
            return Future.failedFuture(new CtiException(ErrorCode.NOT_SIGNED_IN, "not signed in"));
          }
          believed.add(step);
          return Future.succeededFuture();
        })
        .completion());
  }

  @AfterEach
  void close() {
    Centre.get(vertx.close());
  }

  private void tell(CallStep... steps) {
    vertx.runOnContext(v -> {
      for (CallStep step : steps) {
        herald.agent(progress(step));
      }
    });
    await().until(() -> asked.size() >= steps.length);
  }

  private static Tenure tenure() {
    Promise<Tenure> begun = Promise.promise();
    Ownership.undisputed().contend("call:fs1", new Ownership.Owner() {
      @Override
      public Future<Void> begin(Tenure tenure) {
        begun.complete(tenure);
        return Future.succeededFuture();
      }

      @Override
      public Future<Void> end() {
        return Future.succeededFuture();
      }
    });
    return begun.future().result();
  }

  private static CallProgress progress(CallStep step) {
    return new CallProgress("alice", step, null, CALL, null, null);
  }

  private void changed(String agentId) {
    vertx.runOnContext(v -> herald.agentChanged(agentId));
  }

  @Test
  void whatNobodyHeardIsToldAgainInOrder() {
    tell(CallStep.ANSWER, CallStep.CALLEE_ANSWER);
    signedIn = true;
    changed("bob");
    await().until(() -> {
      changed("alice");
      return believed.size() >= 2;
    });
    changed("alice");
    tell(CallStep.ENDED);

    await()
        .untilAsserted(() -> assertThat(believed)
            .containsExactly(CallStep.ANSWER, CallStep.CALLEE_ANSWER, CallStep.ENDED));
  }

  @Test
  void aTalkThatIsOverIsForgotten() {
    tell(CallStep.ANSWER, CallStep.ENDED);
    signedIn = true;
    changed("alice");
    tell(CallStep.RING);

    await().untilAsserted(() -> assertThat(believed).containsExactly(CallStep.RING));
  }

  @Test
  void whatNobodyAnsweredIsToldAgainInOrder() {
    signedIn = true;
    away = true;
    tell(CallStep.ANSWER);
    vertx.runOnContext(v -> herald.agent(progress(CallStep.ENDED)));
    away = false;

    await()
        .untilAsserted(() -> assertThat(believed).containsExactly(CallStep.ANSWER, CallStep.ENDED));
  }

  @Test
  void whoIsNotTheOwnerAnyMoreTellsNothing() {
    tenure.surrender(2);

    assertThatThrownBy(() -> Centre.get(Future.future(told -> vertx.runOnContext(
            v -> herald.agent(progress(CallStep.ENDED)).<Void>mapEmpty().onComplete(told)))))
        .isInstanceOf(NotOwner.class);

    assertThat(asked).isEmpty();
  }
}
