package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ctibar.store.TestDatabase.VERTX;
import static org.ctibar.store.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class WriteBehindTest {
  private final List<String> stored = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean away = true;
  private final WriteBehind<String> waiting =
      new WriteBehind<>(VERTX, new WriteBehind.Limits(3, Duration.ofMillis(20)), this::store);

  @Test
  void keepsValuesWhileTheStoreIsAwayAndWritesEachOnce() {
    Future<Void> a = waiting.write("a", "a");
    Future<Void> b = waiting.write("b", "b");
    Future<Void> c = waiting.write("c", "c");
    assertThat(waiting.size()).isEqualTo(3);

    away = false;

    await(Future.all(a, b, c));
    assertThat(stored).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(waiting.size()).isZero();
  }

  @Test
  void keepsTheOldestWhenFull() {
    Future<Void> oldest = waiting.write("a", "a");
    waiting.write("b", "b");
    Future<Void> last = waiting.write("c", "c");

    assertThatThrownBy(() -> await(waiting.write("d", "d")))
        .hasMessage("too much waits for the database");
    away = false;

    await(Future.all(oldest, last));
    assertThat(stored).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void aNewerValueTakesThePlaceOfTheWaitingOne() {
    Future<Void> old = waiting.write("a", "old");
    Future<Void> newer = waiting.write("a", "new");

    away = false;

    await(Future.all(old, newer));
    assertThat(stored).last().isEqualTo("new");
  }

  @Test
  void whatIsRefusedDoesNotHoldUpTheRest() {
    away = false;
    Future<Void> bad = waiting.write("x", "bad");
    Future<Void> good = waiting.write("y", "good");

    assertThatThrownBy(() -> await(bad)).isInstanceOf(IllegalArgumentException.class);
    await(good);
  }

  @Test
  void closedItTellsThoseWhoWait() {
    Future<Void> lost = waiting.write("a", "a");

    waiting.close();

    assertThatThrownBy(() -> await(lost)).hasMessage("the store closes");
    assertThatThrownBy(() -> await(waiting.write("b", "b"))).isInstanceOf(CtiException.class);
  }

  @Test
  void closingWaitsForWhatIsUnderWay() {
    away = false;
    waiting.write("a", "a");
    waiting.write("b", "b");

    assertThat(await(waiting.close(Duration.ofSeconds(60)))).isZero();

    assertThat(stored).containsExactly("a", "b");
  }

  @Test
  void closingTellsHowMuchIsLost() {
    Future<Void> lost = waiting.write("a", "a");
    waiting.write("b", "b");

    assertThat(await(waiting.close(Duration.ofMillis(50)))).isEqualTo(2);

    assertThatThrownBy(() -> await(lost)).hasMessage("the store closes");
  }

  private Future<Void> store(String value) {
    if (away) {
      return Future.failedFuture(new CtiException(ErrorCode.UNAVAILABLE, "away"));
    }
    if (value.equals("bad")) {
      return Future.failedFuture(new IllegalArgumentException(value));
    }
    stored.add(value);
    return Future.succeededFuture();
  }
}
