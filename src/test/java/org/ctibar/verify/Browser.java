package org.ctibar.verify;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A real browser with one page, in a process of its own: {@code src/test/e2e/webrtc/driver.ts}. */
final class Browser implements AutoCloseable {
  private static final String PROGRAM = "target/programs/browser.mjs";

  private final Process process;
  private final PrintStream orders;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, Promise<Object>> answers = new ConcurrentHashMap<>();

  private Browser(Process process) {
    this.process = process;
    orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "browser");
    reader.setDaemon(true);
    reader.start();
  }

  static Browser start(Path home, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("node", PROGRAM).directory(home.toFile()).redirectError(log.toFile());
    Browser browser = new Browser(builder.start());
    Runtime.getRuntime().addShutdownHook(new Thread(browser::close));
    return browser;
  }

  /** @param args pairs of name and value */
  Future<Object> begins(String what, Object... args) {
    int id = ids.incrementAndGet();
    JsonObject order = new JsonObject().put("id", id).put("do", what);
    for (int i = 0; i < args.length; i += 2) {
      order.put((String) args[i], args[i + 1]);
    }
    Promise<Object> answer = Promise.promise();
    answers.put(id, answer);
    orders.println(order.encode());
    return answer.future();
  }

  Object does(String what, Object... args) {
    return Awaited.done("the browser: " + what, begins(what, args));
  }

  /** Its browser ends with it. */
  @Override
  public void close() {
    orders.close();
    process.destroy();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answered(new JsonObject(line));
      }
    } catch (IOException ended) {
      // told below
    }
    answers.values().forEach(answer -> answer.tryFail("the browser has ended"));
  }

  private void answered(JsonObject line) {
    Promise<Object> answer = answers.remove(line.getInteger("id"));
    if (line.containsKey("error")) {
      answer.fail(line.getString("error"));
    } else {
      answer.complete(line.getValue("value"));
    }
  }
}
