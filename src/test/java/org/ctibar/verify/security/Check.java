package org.ctibar.verify.security;

import java.util.Optional;

/** One thing that a stranger tries. */
record Check(String name, Attempt attempt) {

  interface Attempt {
    /** @return what is wrong; empty if the node held */
    Optional<String> run() throws Exception;
  }

  static Optional<String> held() {
    return Optional.empty();
  }

  static Optional<String> fell(String why) {
    return Optional.of(why);
  }

  static Optional<String> fellIf(boolean fell, String why) {
    return fell ? Optional.of(why) : Optional.empty();
  }
}
