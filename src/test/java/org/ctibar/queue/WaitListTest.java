package org.ctibar.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitListTest {
  private final WaitList list = new WaitList();

  private static Waiting caller(String id, int priority, long sinceMs) {
    return new Waiting(id, "fs1", sinceMs, priority, 0, null, null);
  }

  private List<String> order() {
    List<String> order = new ArrayList<>();
    for (Optional<Waiting> next = list.first(); next.isPresent(); next = list.first()) {
      order.add(next.get().callId());
      list.remove(next.get().callId());
    }
    return order;
  }

  @Test
  void priorityGoesFirstThenWhoWaitsLongest() {
    list.add(caller("late", 0, 300));
    list.add(caller("early", 0, 100));
    list.add(caller("urgent", 5, 400));
    list.add(caller("twin b", 0, 200));
    list.add(caller("twin a", 0, 200));

    assertThat(order()).containsExactly("urgent", "early", "twin a", "twin b", "late");
  }

  @Test
  void whoIsOfferedIsOutOfTheOrderAndComesBackToTheOldPlace() {
    Waiting first = caller("first", 0, 100);
    list.add(first);
    list.add(caller("second", 0, 200));

    Waiting offered = list.offering(first, "o1", "alice");
    assertThat(list.first()).map(Waiting::callId).contains("second");
    assertThat(list.waitingCount()).isEqualTo(1);
    assertThat(list.offeringCount()).isEqualTo(1);

    list.waitAgain(offered);
    assertThat(list.first()).map(Waiting::callId).contains("first");
    assertThat(list.first()).map(Waiting::attempts).contains(1);
    assertThat(list.offeringCount()).isZero();
  }

  @Test
  void aCallerIsInTheListOnce() {
    list.add(caller("c", 0, 100));

    assertThat(list.add(caller("c", 9, 50))).isFalse();
    assertThat(order()).containsExactly("c");
  }

  @Test
  void whoIsRemovedLeavesNothing() {
    Waiting caller = caller("c", 0, 100);
    list.add(caller);
    list.offering(caller, "o1", "alice");

    assertThat(list.remove("c")).isPresent();
    assertThat(list.remove("c")).isEmpty();
    assertThat(list.waitingCount()).isZero();
    assertThat(list.offeringCount()).isZero();
  }

  @Test
  void tenThousandWaitInOrder() {
    List<Waiting> callers = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      callers.add(caller("c" + i, i % 3, (i * 7_919L) % 10_007));
    }
    callers.forEach(list::add);

    List<String> expected = callers.stream()
        .sorted((a, b) -> a.priority() != b.priority()
            ? b.priority() - a.priority()
            : Long.compare(a.sinceMs(), b.sinceMs()))
        .map(Waiting::callId)
        .toList();
    assertThat(order()).isEqualTo(expected);
  }
}
