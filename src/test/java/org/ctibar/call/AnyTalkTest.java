package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.agent.CallView.QueueRef;
import org.ctibar.bus.call.CallAct;
import org.ctibar.call.CallInput.Timer;
import org.ctibar.call.Switchboard.Reports;
import org.ctibar.testing.Seeds;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever agents, parties and phones do while the switch has not yet reported what was asked of it before: it is asked
 * for one thing at a time ({@link Switchboard} sees to that), and in the end everybody is where they should be.
 */
@Tag(Tiers.SEEDS)
class AnyTalkTest {
  private static final int SEQUENCES = Seeds.count(10_000);
  private static final int THINGS = 30;
  private static final List<CallAct> ACTS = Arrays.stream(CallAct.values())
      .filter(act -> !List.of(
              CallAct.CONSULT, CallAct.TRANSFER_TO_PHONE, CallAct.TRANSFER_TO_QUEUE, CallAct.DTMF)
          .contains(act))
      .toList();
  private static final List<String> CAUSES =
      List.of("NORMAL_CLEARING", "USER_BUSY", "CALL_REJECTED", "MEDIA_TIMEOUT");

  @Test
  void talksOfAnyFate() {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      new Fate(seed).befall();
    }
  }

  private static final class Fate {
    private final long seed;
    private final Random random;
    private final Switchboard board;
    private final List<String> story = new ArrayList<>();

    Fate(long seed) {
      this.seed = seed;
      random = new Random(seed);
      board = Switchboard.talking(oneOf(List.of(Reports.values())));
    }

    void befall() {
      try {
        for (int i = 0; i < THINGS && talks(); i++) {
          something();
        }
        note("all is reported", board::settle);
        everybodyIsWhereTheyShouldBe();
        while (talks() && !board.living().isEmpty()) {
          ends(oneOf(List.copyOf(board.living())), "NORMAL_CLEARING");
          note("all is reported", board::settle);
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + "\n" + String.join("\n", story), e);
      }
    }

    private boolean talks() {
      return board.play().call() instanceof Talk;
    }

    private void everybodyIsWhereTheyShouldBe() {
      if (!(board.play().call() instanceof Talk talk) || board.living().isEmpty()) {
        return;
      }
      assertThat(talk.stage().settled()).as("settled: %s", talk.stage()).isTrue();
      assertThat(talk.news()).isEmpty();
      Scene wanted = Scene.of(talk);
      String seen = board.scene();
      if (!wanted.pair().isEmpty()) {
        assertThat(seen).contains(together(wanted.pair()));
      }
      if (!wanted.together().isEmpty() && wanted.together().stream().allMatch(talk::isUp)) {
        assertThat(seen).contains(together(wanted.together()));
      }
      wanted.alone().forEach((leg, sound) -> {
        if (talk.isUp(leg)) {
          assertThat(seen)
              .contains(
                  board.play().named(leg) + " hears " + sound.name().toLowerCase(Locale.ROOT));
        }
      });
    }

    private String together(List<String> legs) {
      return String.join("+", legs.stream().map(board.play()::named).sorted().toList());
    }

    private void something() {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> note("a report", board::reportNext);
        case 4, 5 -> asks();
        case 6 -> calls();
        case 7, 8 -> phoneRings();
        default -> {
          if (random.nextInt(3) == 0 && !board.living().isEmpty()) {
            ends(oneOf(List.copyOf(board.living())), oneOf(CAUSES));
          }
        }
      }
      refuge();
    }

    private void asks() {
      String agent = agent();
      CallAct act = oneOf(ACTS);
      boolean hangsUp = random.nextInt(8) == 0;
      note(
          agent + " " + (hangsUp ? "hangs up" : act),
          () -> board.now(play -> {
            if (hangsUp) {
              play.hangUp(agent);
            } else {
              play.act(agent, act);
            }
          }));
    }

    private void calls() {
      String agent = agent();
      Destination to = agent.equals("carol")
          ? Destination.extension("1004", "dave", "1003")
          : Destination.extension("1003", "carol", "1001");
      switch (random.nextInt(5)) {
        case 0, 1, 2 -> note(agent + " consults", () -> board.now(p -> p.consult(agent, to)));
        case 3 -> note(agent + " transfers", () -> board.now(p -> p.transfer(agent, to)));
        default ->
          note(
              agent + " transfers to sales",
              () ->
                  board.now(p -> p.take(new CallInput.SendTo(agent, new QueueRef("2", "sales")))));
      }
    }

    private void phoneRings() {
      board.ringing().stream().findFirst().ifPresent(leg -> {
        String name = board.play().named(leg);
        switch (random.nextInt(5)) {
          case 0 -> note(name + " rings", () -> board.rings(leg));
          case 1 ->
            note(name + " rings too long", () -> board.now(play -> play.timeUp(Timer.RING, leg)));
          default -> note(name + " answers", () -> board.answers(leg));
        }
      });
    }

    private void refuge() {
      board.play().effect(Effect.SeekRefuge.class).ifPresent(sought -> {
        QueueRef queue = random.nextBoolean() ? new QueueRef("1", "support") : null;
        note("refuge " + queue, () -> board.now(p -> p.take(new CallInput.Refuge(queue))));
      });
    }

    private void ends(String leg, String cause) {
      note(board.play().named(leg) + " ends " + cause, () -> board.ends(leg, cause));
    }

    private void note(String what, Runnable happens) {
      try {
        happens.run();
        story.add(what + " -> " + board.deeds() + " | " + board.scene());
      } catch (CtiException refused) {
        story.add(what + " is refused: " + refused.getMessage());
      } catch (RuntimeException | AssertionError e) {
        story.add(what + " -> " + e + board.play().deeds());
        throw e;
      }
    }

    private String agent() {
      return oneOf(List.of("alice", "alice", "bob", "carol"));
    }

    private <T> T oneOf(List<T> all) {
      return all.get(random.nextInt(all.size()));
    }
  }
}
