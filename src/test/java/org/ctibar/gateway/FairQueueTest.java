package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue<String, String> queue = new FairQueue<>(4, 10);

  @Test
  void keysTakeTurnsAndEachKeepsItsOrder() {
    add("a", 3);
    add("b", 1);
    add("c", 2);
    assertThat(rest()).containsExactly("a0", "b0", "c0", "a1", "c1", "a2");
    assertThat(queue.size()).isZero();
  }

  @Test
  void whoComesAnewWaitsForOneOfEachOther() {
    add("a", 4);
    add("b", 4);
    queue.next();
    assertThat(queue.add("late", "late")).isEmpty();
    assertThat(rest()).startsWith("b0", "a1", "late");
  }

  @Test
  void whoseRowIsEmptiedTakesItsTurnLast() {
    add("a", 1);
    add("b", 2);
    assertThat(queue.next()).contains("a0");
    queue.add("a", "again");
    assertThat(rest()).containsExactly("b0", "again", "b1");
  }

  @Test
  void aFullRowTakesNoMore() {
    add("a", 4);
    assertThat(queue.add("a", "more")).contains("more");
    assertThat(queue.add("b", "another")).isEmpty();
    queue.next();
    assertThat(queue.add("a", "more")).isEmpty();
  }

  @Test
  void whenAllIsFullTheLongestRowMakesRoom() {
    add("a", 3);
    add("b", 4);
    add("c", 3);
    assertThat(queue.add("d", "d0")).contains("b3");
    assertThat(queue.size()).isEqualTo(10);
    assertThat(queue.add("d", "d1")).hasValueSatisfying(last -> assertThat(last).endsWith("2"));
    assertThat(rest()).contains("d0", "d1").hasSize(10);
  }

  @Test
  void whenAllIsFullNobodyIsPutOutForWhoHasAsMuch() {
    for (int i = 0; i < 10; i++) {
      add("key" + i, 1);
    }
    assertThat(queue.add("another", "another")).contains("another");
    assertThat(queue.add("key3", "second")).contains("second");
    assertThat(rest()).hasSize(10);
  }

  @Test
  void oneKeyThatFillsAllPutsOutItself() {
    FairQueue<String, String> small = new FairQueue<>(4, 3);
    IntStream.range(0, 3).forEach(i -> small.add("a", "a" + i));
    assertThat(small.add("a", "a3")).contains("a3");
    assertThat(small.add("b", "b0")).contains("a2");
  }

  @Test
  void headsAreTakenOutOfEachRow() {
    add("a", 3);
    add("b", 2);
    add("c", 1);
    assertThat(queue.removeHeads(item -> !item.endsWith("1")))
        .containsExactlyInAnyOrder("a0", "b0", "c0");
    assertThat(queue.size()).isEqualTo(3);
    queue.add("c", "again");
    assertThat(rest()).containsExactly("a1", "b1", "again", "a2");
  }

  @Test
  void whatIsTakenOutAtOnceIsGone() {
    add("a", 2);
    add("b", 1);
    assertThat(queue.clear()).containsExactlyInAnyOrder("a0", "a1", "b0");
    assertThat(queue.size()).isZero();
    assertThat(queue.next()).isEmpty();
    add("a", 4);
    assertThat(queue.add("a", "more")).contains("more");
  }

  private void add(String key, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(queue.add(key, key + i)).isEmpty();
    }
  }

  private List<String> rest() {
    List<String> rest = new ArrayList<>();
    for (Optional<String> next = queue.next(); next.isPresent(); next = queue.next()) {
      rest.add(next.get());
    }
    return rest;
  }
}
