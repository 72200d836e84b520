package org.ctibar.bench;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ctibar.outside.Node;
import org.ctibar.outside.Pace;

/** Sign-ins with right passwords, so many always on their way. */
final class SignInStorm {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Node node;
  private final int people;
  private final AtomicInteger nextUser = new AtomicInteger();
  private final AtomicLong done = new AtomicLong();
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean over;

  SignInStorm(Node node, int people) {
    this.node = node;
    this.people = people;
  }

  SignInStorm start(int atOnce) {
    for (int i = 0; i < atOnce; i++) {
      again();
    }
    return this;
  }

  /** @return how many signed in */
  long stop() {
    over = true;
    return done.get();
  }

  /** Waits for those that were on their way. */
  void drained() {
    while (underWay.get() > 0) {
      Pace.sleep(LOOK_AGAIN);
    }
  }

  private void again() {
    if (!over) {
      underWay.incrementAndGet();
      Future<Integer> code = node.signIn(Crowd.user(1 + nextUser.getAndIncrement() % people));
      code.onSuccess(c -> {
            done.addAndGet(c == 0 ? 1 : 0);
            again();
          })
          .onComplete(c -> underWay.decrementAndGet());
    }
  }
}
