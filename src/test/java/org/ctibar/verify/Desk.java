package org.ctibar.verify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ctibar.bus.ErrorCode;
import org.ctibar.outside.Page;
import org.ctibar.verify.sip.SipCall;
import org.ctibar.verify.sip.SipPhone;

/** An agent who is signed in: a page and a phone. */
final class Desk {
  private final String extension;
  private final Page page;
  private final PageLog log;
  private SipPhone phone;

  Desk(String extension, Page page, PageLog log, SipPhone phone) {
    this.extension = extension;
    this.page = page;
    this.log = log;
    this.phone = phone;
  }

  String extension() {
    return extension;
  }

  SipPhone phone() {
    return phone;
  }

  /** Another phone stands on the desk from now on. */
  void gets(SipPhone another) {
    phone = another;
  }

  String voice() {
    return phone.voice();
  }

  Desk ready() {
    does("ready");
    sees("onReady");
    return this;
  }

  /** @return the data of the reply */
  JsonObject does(String command, Object... args) {
    return Awaited.done(this + ": " + command, begins(command, args));
  }

  /** @param args pairs of name and value */
  Future<JsonObject> begins(String command, Object... args) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < args.length; i += 2) {
      object.put((String) args[i], args[i + 1]);
    }
    return page.command(command, object);
  }

  /** @param codes any of them will do */
  void isRefused(Set<ErrorCode> codes, String command, Object... args) {
    isRefused(codes, command, begins(command, args));
  }

  void isRefused(Set<ErrorCode> codes, String command, Future<?> reply) {
    ErrorCode code = Awaited.refused(this + ": " + command, reply);
    if (!codes.contains(code)) {
      throw new AssertionError(
          this + ": " + command + " should be refused with " + codes + ", but was with " + code);
    }
  }

  /** @return the data of the next event of that name, which has these values */
  JsonObject sees(String event, Object... expected) {
    return sees(Until.SOON, event, expected);
  }

  JsonObject sees(Duration within, String event, Object... expected) {
    try {
      return log.expect(toString(), event, within, expected);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; " + this + " is " + situation(), e);
    }
  }

  boolean wasTold(String event) {
    return log.has(event);
  }

  /** The node sees it so, and allows what may be done then. */
  Desk is(String work) {
    Until.equal(this + " is", work, () -> snapshot().getString("work"));
    JsonObject snapshot = snapshot();
    JsonObject call = snapshot.getJsonObject("call", new JsonObject());
    Set<String> allowed = new TreeSet<>(snapshot.getJsonArray("allowed", new JsonArray()).stream()
        .map(String::valueOf)
        .toList());
    allowed.removeAll(Allowed.ALWAYS);
    Set<String> expected = Allowed.in(work, call == null ? new JsonObject() : call, allowed);
    if (!allowed.equals(expected)) {
      throw new AssertionError(
          this + " who is " + work + " should be allowed " + expected + ", but is " + allowed);
    }
    return this;
  }

  /** For people who look for the fault. */
  private String situation() {
    JsonObject snapshot = snapshot();
    JsonObject call = snapshot.getJsonObject("call");
    return snapshot.getString("work") + (call == null ? "" : " " + call.encode());
  }

  String work() {
    return snapshot().getString("work");
  }

  JsonObject snapshot() {
    return does("snapshot");
  }

  /** @return the call at which the phone rings now */
  SipCall rings() {
    return Until.present(
        this + "'s phone rings",
        () -> phone.calls().stream().filter(SipCall::rings).findFirst());
  }

  /** Waits until nothing else sounds in the receiver. */
  void hears(String... voices) {
    Until.equal(this + " hears", Set.of(voices), phone::hears);
  }

  void hearsEach(List<String> voices) {
    hears(voices.toArray(String[]::new));
  }

  /** The phone is back on the hook. */
  void phoneIsDown() {
    Until.equal(this + "'s phone has calls", List.of(), phone::calls);
  }

  Page page() {
    return page;
  }

  static Set<ErrorCode> codes(ErrorCode... codes) {
    return Set.copyOf(Arrays.asList(codes));
  }

  @Override
  public String toString() {
    return extension;
  }
}
