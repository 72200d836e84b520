package org.ctibar.gateway;

/**
 * Counts failed sign-ins in a sliding window: for each user name at each address, for each user name over all
 * addresses, and for each address. The second is generous, or anybody could lock anybody out. Shared by all event
 * loops. Pure but for its own counts: the caller brings the time.
 */
final class SignInThrottle {
  private final GatewayConfig.Throttle limits;
  private final RecentCounts<Trial> byTrial;
  private final RecentCounts<String> byUser;
  private final RecentCounts<String> byAddress;

  /** Who tries to sign in, and from where. */
  record Trial(String user, String address) {}

  SignInThrottle(GatewayConfig.Throttle limits) {
    this.limits = limits;
    this.byTrial = new RecentCounts<>(limits.window());
    this.byUser = new RecentCounts<>(limits.window());
    this.byAddress = new RecentCounts<>(limits.window());
  }

  /**
   * A trial counts as failed until it {@link #succeeded}: many at once get no more guesses than one after the other.
   *
   * @return false if this trial has to wait; it is not counted then
   */
  synchronized boolean admits(Trial trial, long nowMs) {
    if (byTrial.recent(trial, nowMs) >= limits.failuresPerUser()
        || byUser.recent(trial.user(), nowMs) >= limits.failuresPerUserAnywhere()
        || byAddress.recent(trial.address(), nowMs) >= limits.failuresPerAddress()) {
      return false;
    }
    byTrial.add(trial, nowMs);
    byUser.add(trial.user(), nowMs);
    return true;
  }

  /** An address is charged only now: a whole site behind one address may sign in at once. */
  synchronized void failed(Trial trial, long nowMs) {
    byAddress.add(trial.address(), nowMs);
  }

  /** Takes the trial back, whatever became of it, if it was no wrong guess. */
  synchronized void withdraw(Trial trial, long countedAtMs) {
    byTrial.remove(trial, countedAtMs);
    byUser.remove(trial.user(), countedAtMs);
  }

  /** The right password clears what went wrong before at this address; what others guess elsewhere still counts. */
  synchronized void succeeded(Trial trial, long countedAtMs) {
    byTrial.clear(trial);
    byUser.remove(trial.user(), countedAtMs);
  }

  /** As after a start. */
  synchronized void forget() {
    byTrial.clear();
    byUser.clear();
    byAddress.clear();
  }
}
