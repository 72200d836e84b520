package org.ctibar.gateway;

import io.vertx.core.Future;
import java.util.Optional;

/** Who may sign in, and with what they phone. */
public interface Accounts {
  /**
   * Costs much. The callers see to it that few are under way at once, see {@link PasswordSignIn}.
   *
   * @param md5Hex in lower case
   * @return empty if there is no such person or the password is another; fails with UNAVAILABLE if that cannot be found
   *     out now
   */
  Future<Optional<Account>> verify(String user, String md5Hex);

  /** As known in memory now: asked with every token. */
  Optional<Account> find(String user);

  /** As known in memory now: asked in the midst of calls. Of an extension that is none of ours, empty. */
  Optional<Phone> phone(String extension);

  /** {@code listener} runs on the caller's context each time that people changed in memory: {@link #find} may differ. */
  void onChange(Runnable listener);
}
