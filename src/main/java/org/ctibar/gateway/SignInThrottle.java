package org.ctibar.gateway;

import java.util.Optional;

/**
 * Counts failed sign-ins in a sliding window: for each user name at each network, for each user name over all networks,
 * and for each network. The second is generous, or anybody could lock anybody out. Shared by all event loops. Pure but
 * for its own counts: the caller brings the time.
 */
final class SignInThrottle {
  private final GatewayConfig.Throttle limits;
  private final RecentCounts<Trial> byTrial;
  private final RecentCounts<String> byUser;
  private final RecentCounts<String> byNetwork;

  /**
   * Who tries to sign in, and from where.
   *
   * @param network as {@link ClientAddress#network} has it
   */
  record Trial(String user, String network) {}

  /** A check under way. It counts as failed unless it is taken back. */
  record Charge(Trial trial, long atMs) {}

  SignInThrottle(GatewayConfig.Throttle limits) {
    this.limits = limits;
    this.byTrial = new RecentCounts<>(limits.window());
    this.byUser = new RecentCounts<>(limits.window());
    this.byNetwork = new RecentCounts<>(limits.window());
  }

  /** @return false if who tries has to wait */
  synchronized boolean admits(Trial trial, long nowMs) {
    return byTrial.recent(trial, nowMs) < limits.failuresPerUser()
        && byUser.recent(trial.user(), nowMs) < limits.failuresPerUserAnywhere()
        && byNetwork.recent(trial.network(), nowMs) < limits.failuresPerAddress();
  }

  /**
   * To be taken right before the check: many at once then get no more guesses than one after the other.
   *
   * @return empty if who tries has to wait; nothing is counted then
   */
  synchronized Optional<Charge> charge(Trial trial, long nowMs) {
    if (!admits(trial, nowMs)) {
      return Optional.empty();
    }
    count(trial, nowMs);
    return Optional.of(new Charge(trial, nowMs));
  }

  synchronized void failedElsewhere(Trial trial, long nowMs) {
    count(trial, nowMs);
  }

  synchronized void clearedElsewhere(Trial trial) {
    byTrial.clear(trial);
  }

  /** For what is no guess at anybody's password: it fills no counts of names. */
  synchronized void chargeAddress(String network, long nowMs) {
    byNetwork.add(network, nowMs);
  }

  /** It was not found out whether the password is right. */
  synchronized void withdraw(Charge charge) {
    byTrial.remove(charge.trial(), charge.atMs());
    byUser.remove(charge.trial().user(), charge.atMs());
    byNetwork.remove(charge.trial().network(), charge.atMs());
  }

  /**
   * Takes the charge back, so that a whole site behind one address may sign in at once. The right password also clears
   * what went wrong before with this name at this network; what others guess elsewhere still counts.
   *
   * @return whether there was something to clear
   */
  synchronized boolean succeeded(Charge charge) {
    withdraw(charge);
    boolean failedBefore = byTrial.recent(charge.trial(), charge.atMs()) > 0;
    byTrial.clear(charge.trial());
    return failedBefore;
  }

  /** As after a start. */
  synchronized void forget() {
    byTrial.clear();
    byUser.clear();
    byNetwork.clear();
  }

  private void count(Trial trial, long nowMs) {
    byTrial.add(trial, nowMs);
    byUser.add(trial.user(), nowMs);
    byNetwork.add(trial.network(), nowMs);
  }
}
