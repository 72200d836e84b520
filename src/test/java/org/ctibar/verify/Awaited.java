package org.ctibar.verify;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.outside.Refusal;

/** Waits for futures from the thread on which a scenario runs. */
final class Awaited {
  private Awaited() {}

  static <T> T done(String what, Future<T> future) {
    try {
      return future.await(Until.SOON.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(what + ": no answer within " + Until.SOON.toSeconds() + " s");
    } catch (Exception e) {
      throw new AssertionError(what + ": " + e.getMessage(), e);
    }
  }

  /** @return with which code it was refused */
  static ErrorCode refused(String what, Future<?> future) {
    return refused(what, future, Until.SOON.toSeconds());
  }

  static ErrorCode refused(String what, Future<?> future, long withinSeconds) {
    try {
      future.await(withinSeconds, TimeUnit.SECONDS);
    } catch (Refusal refusal) {
      return refusal.code();
    } catch (TimeoutException e) {
      throw new AssertionError(what + ": no answer within " + withinSeconds + " s");
    }
    throw new AssertionError(what + ": should be refused, but succeeded");
  }
}
