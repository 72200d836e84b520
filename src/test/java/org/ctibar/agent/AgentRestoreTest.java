package org.ctibar.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import org.ctibar.agent.PresenceKeeper.Kept;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.cluster.Members;
import org.ctibar.cluster.Ownership;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restart of everything: the map is empty, the keeper remembers. */
class AgentRestoreTest extends OnTheBus {
  private static final AgentConfig QUICK =
      new AgentConfig(0, 40, 50, 120, 20, 5_000, 5_000, 90_000, 5_000, 20_000, true);

  @Test
  void aPageThatComesBackFindsItsPresence() {
    restart(Agents.CONFIG, kept(Presence.READY, null));
    assertThat(survey(ALICE).offerable()).as("without a page").isFalse();

    login(Agents.TAB);

    var event = next(events);
    assertThat(names(event)).containsExactly("onLogin", "onReady", "onSnapshot");
    assertThat(data(event.callbacks().get(0)))
        .containsEntry("nickname", "Alice")
        .containsEntry("extNo", "1001");
    assertThat(survey(ALICE).offerable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest", "phone_down", "no_answer", "connection_lost"})
  void keepsTheReason(String reason) {
    restart(Agents.CONFIG, kept(Presence.NOT_READY, reason));

    assertThat(look().presence()).isEqualTo(Presence.NOT_READY);
    assertThat(look().reason()).isEqualTo(reason);
  }

  @Test
  void aPhoneThatWasAwayBringsReadinessBack() {
    restart(Agents.CONFIG, kept(Presence.NOT_READY, "phone_down"));

    ask(new AgentCommand.PhoneState(ALICE, "fs1", true));

    assertThat(look().presence()).isEqualTo(Presence.READY);
  }

  @Test
  void theCallThatWentOnMeanwhileIsTakenUp() {
    restart(Agents.CONFIG, kept(Presence.READY, null));

    tell(CallStep.ANSWER, "o1", Agents.QUEUED);
    assertThat(look().work()).isEqualTo(Work.TALKING);
    tell(CallStep.ENDED, "o1", Agents.QUEUED);

    assertThat(look().work()).isEqualTo(Work.IDLE);
    assertThat(look().presence()).isEqualTo(Presence.READY);
  }

  @Test
  void whoDoesNotComeBackLosesReadinessThenTheSignIn() {
    restart(QUICK, kept(Presence.READY, null));

    next(events);
    assertThat(look().presence()).isIn(Presence.NOT_READY, Presence.LOGGED_OUT);
    next(events);
    assertThat(look().presence()).isEqualTo(Presence.LOGGED_OUT);
  }

  @Test
  void whomTheClusterKnowsStaysAsIs() {
    serve(Agents.CONFIG);
    readyAgent();

    restart(Agents.CONFIG, kept(Presence.NOT_READY, "rest"));

    assertThat(survey(ALICE).offerable()).isTrue();
  }

  @Test
  void whoSignedOutWhileAnotherNodeStartsStaysOut() {
    serve(Agents.CONFIG);
    readyAgent();
    ask(new AgentCommand.Logout(ALICE));

    restart(Agents.CONFIG, kept(Presence.READY, null));

    assertThat(look().signedIn()).isFalse();
  }

  @Test
  void startsWithoutTheKeeper() {
    restart(Agents.CONFIG, Future.failedFuture("the database is away"));

    assertThat(look().signedIn()).isFalse();
    login(Agents.TAB);
    assertThat(names(next(events))).containsExactly("onLogin");
  }

  private AgentSnapshot look() {
    return ask(new AgentCommand.Look(ALICE)).snapshot();
  }

  private static Future<List<Kept>> kept(Presence presence, String reason) {
    return Future.succeededFuture(List.of(new Kept(ALICE, "Alice", "1001", presence, reason)));
  }

  private void restart(AgentConfig config, Future<List<Kept>> kept) {
    PresenceKeeper keeper = new PresenceKeeper() {
      @Override
      public Future<Void> save(String agentId, Presence presence, String reason) {
        return Future.succeededFuture();
      }

      @Override
      public Future<List<Kept>> all() {
        return kept;
      }
    };
    deploy(new AgentVerticle(
        config,
        new SwitchNames(List.of("fs1")),
        Clock.systemUTC(),
        keeper,
        Members.alone("n1"),
        Ownership.undisputed()));
  }
}
