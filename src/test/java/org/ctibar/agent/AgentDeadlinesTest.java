package org.ctibar.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.junit.jupiter.api.Test;

/** What time alone brings, with times so short that a test can await them. */
class AgentDeadlinesTest extends OnTheBus {
  private static final AgentConfig QUICK =
      new AgentConfig(30, 40, 50, 120, 20, 5_000, 5_000, 90_000, 5_000, 20_000, true);

  @Test
  void losesReadinessThenTheSignInWithoutASocket() {
    serve(QUICK);
    readyAgent();

    ask(new AgentCommand.Detach(ALICE, "s1"));

    assertThat(next(changes).offerable()).isFalse();
    assertThat(next(events).sessions()).isEmpty();
    next(events);
    assertThat(ask(new AgentCommand.Look(ALICE)).snapshot().reason()).isEqualTo("connection_lost");
    next(events);
    assertThat(ask(new AgentCommand.Look(ALICE)).snapshot().presence())
        .isEqualTo(Presence.LOGGED_OUT);
  }

  @Test
  void endsWrapUpByItself() {
    serve(QUICK);
    readyAgent();
    ask(new AgentCommand.Offer(ALICE, "o1", "c1", in(30_000), 0));
    tell(CallStep.ANSWER, "o1", Agents.QUEUED);
    tell(CallStep.ENDED, "o1", Agents.QUEUED);
    next(events); // reserved
    next(events); // ring and answer
    assertThat(names(next(events))).containsExactly("onHangup", "onWrapUp");

    assertThat(names(next(events))).containsExactly("onReady");
    assertThat(survey(ALICE).offerable()).isTrue();
  }

  @Test
  void tellsWhenAnAgentMayBeOfferedCallsAgain() {
    serve(QUICK);
    readyAgent();
    ask(new AgentCommand.Offer(ALICE, "o1", "c1", in(30_000), 0));
    next(changes);

    tell(CallStep.REFUSED, "o1", Agents.QUEUED);

    AgentChanged refused = next(changes);
    AgentChanged again = next(changes);
    assertThat(refused.offerable()).isFalse();
    assertThat(again.offerable()).isTrue();
    assertThat(again.revision()).isGreaterThan(refused.revision());
  }

  @Test
  void letsAReservationFallWhoseOwnerIsGone() {
    serve(QUICK);
    readyAgent();

    ask(new AgentCommand.Offer(ALICE, "o1", "c1", in(30), 0));

    assertThat(next(changes).offerable()).isFalse();
    assertThat(next(changes).offerable()).isTrue();
    assertThat(ask(new AgentCommand.Look(ALICE)).snapshot().work()).isEqualTo(Work.IDLE);
  }

  @Test
  void armsTheTimersOfANodeThatIsGone() {
    String first = serve(QUICK);
    readyAgent();
    await(vertx.undeploy(first));
    AgentStore store = await(AgentStore.open(vertx));
    AgentMachine machine = new AgentMachine(QUICK);
    await(store.update(
        ALICE, s -> machine.step(s, new Trigger.Offer("o1", "c1", in(-1_000), 0), now())));

    serve(QUICK);

    assertThat(next(changes).offerable()).isTrue();
  }
}
