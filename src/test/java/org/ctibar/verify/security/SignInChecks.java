package org.ctibar.verify.security;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Guesses of passwords. Afterwards this address has to wait for a minute before it may sign in. */
final class SignInChecks {
  private static final int GUESSES = 450;
  private static final int MOST_LOOKED_AT = 200;
  private static final int AT_ONCE = 50;
  private static final String WRONG = "\"code\":7,";

  private final Target target;

  SignInChecks(Target target) {
    this.target = target;
  }

  List<Check> all() {
    return List.of(
        new Check("passwords of one person are not guessed on and on", this::onePerson),
        new Check("nor are those of many persons from one address", this::manyPersons));
  }

  private Optional<String> onePerson() throws Exception {
    String nobody = "verify-" + UUID.randomUUID();
    long lookedAt = guess(30, i -> nobody);
    return Check.fellIf(lookedAt > 10, lookedAt + " of 30 guesses were looked at");
  }

  private Optional<String> manyPersons() throws Exception {
    long lookedAt = guess(GUESSES, i -> "verify-" + UUID.randomUUID());
    return Check.fellIf(
        lookedAt > MOST_LOOKED_AT, lookedAt + " of " + GUESSES + " guesses were looked at");
  }

  private interface Names {
    String of(int guess);
  }

  private long guess(int times, Names names) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<String>> guesses = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        String name = names.of(i);
        guesses.add(() -> signIn(name));
      }
      long lookedAt = 0;
      for (Future<String> answer : threads.invokeAll(guesses)) {
        lookedAt += answer.get().contains(WRONG) ? 1 : 0;
      }
      return lookedAt;
    } finally {
      threads.shutdownNow();
    }
  }

  private String signIn(String name) throws IOException {
    String body = "{\"username\":\"" + name + "\",\"password\":\"" + "0".repeat(32) + "\"}";
    return target.ask("POST", "/api/v1/base/auth", "Content-Type: application/json\r\n", body);
  }
}
