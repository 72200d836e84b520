package org.ctibar.testing;

import java.time.Duration;
import java.util.function.Supplier;
import org.ctibar.outside.Pace;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test class after which a process, a listening port or a non-daemon thread is left that was not there before.
 * Registered for every class by {@code META-INF/services}; what is meant to stay is opened in {@link Kept#open}.
 *
 * <p>It looks when JUnit closes the class's store, which is after {@code @AfterAll} and after the resources of other
 * extensions.
 */
public final class LeakCheck implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(LeakCheck.class);
  /** Servers and thread pools end a moment after the call that closes them has returned. */
  private static final Duration GONE_WITHIN = Duration.ofSeconds(15);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    if (test.getEnclosingClass() != null) {
      return; // the class around it is looked at
    }
    Supplier<Resources> now = test.isAnnotationPresent(LeavesThreads.class)
        ? () -> Resources.now().withoutThreads()
        : Resources::now;
    Resources before = now.get();
    context.getStore(NAMESPACE).put(LeakCheck.class, (AutoCloseable)
        () -> nothingIsLeft(before, now, GONE_WITHIN));
  }

  /** @throws AssertionError naming what is still there after the deadline */
  static void nothingIsLeft(Resources before, Supplier<Resources> now, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    Resources left = Kept.without(now.get().minus(before));
    while (!left.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the test left behind: " + left);
      }
      Pace.sleep(LOOK_AGAIN);
      left = Kept.without(now.get().minus(before));
    }
  }
}
