package org.ctibar.verify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.ctibar.verify.sip.Tone;

/** An agent whose page is the telephone, too: a real browser shows it. */
final class WebDesk {
  private final String extension;
  private final Browser browser;
  private final Voices voices;
  private Future<Object> reload;
  private boolean open = true;

  WebDesk(String extension, Browser browser, Voices voices) {
    this.extension = extension;
    this.browser = browser;
    this.voices = voices;
  }

  String extension() {
    return extension;
  }

  String voice() {
    return voices.of(extension).name();
  }

  /** The phone in the page: {@code registered}, {@code unreachable}, … */
  WebDesk phoneIs(String state) {
    return does("is", "name", state);
  }

  /** The page sees it so. */
  WebDesk is(String work) {
    return does("works", "name", work);
  }

  /** @param button by its id */
  WebDesk presses(String button) {
    return does("press", "name", button);
  }

  WebDesk writes(String field, String text) {
    return does("fill", "name", field, "text", text);
  }

  /** @param key into the field of that id */
  WebDesk types(String field, String key) {
    return does("type", "name", field, "text", key);
  }

  /** @param how {@code transfer} or {@code consult} */
  WebDesk handsOver(String how, String to) {
    return presses(how).writes("target", to).presses("handover-send");
  }

  WebDesk ready() {
    presses("ready");
    return this;
  }

  WebDesk hears(String... names) {
    Until.equal(this + " hears", Set.of(names), this::heard);
    return this;
  }

  Set<String> heard() {
    JsonObject tones = new JsonObject();
    for (Tone tone : voices.all()) {
      tones.put(tone.name(), tone.hz());
    }
    JsonArray heard = (JsonArray) browser.does("hears", "tones", tones);
    Set<String> names = new TreeSet<>();
    heard.forEach(name -> names.add((String) name));
    return names;
  }

  WebDesk hasLegs(int count) {
    Until.equal("connections for voice in the page", count, () -> browser.does("legs"));
    return this;
  }

  int legsMade() {
    return (Integer) browser.does("legsMade");
  }

  /** Does not wait for it. */
  void reloads() {
    reload = browser.begins("reload");
  }

  /** Until the phone in the new page can be called. */
  WebDesk waitsForReload() {
    Awaited.done(this + " is reloaded", reload);
    return phoneIs("registered");
  }

  void closes() {
    browser.does("close");
    open = false;
  }

  boolean isOpen() {
    return open;
  }

  void losesItsWebSocket() {
    does("cutLine");
  }

  void leaves() throws Exception {
    browser.begins("press", "name", "logout").otherwiseEmpty().await(5, TimeUnit.SECONDS);
    browser.begins("close").otherwiseEmpty().await(5, TimeUnit.SECONDS);
  }

  private WebDesk does(String what, Object... args) {
    try {
      browser.does(what, args);
    } catch (AssertionError e) {
      throw new AssertionError(this + ": " + e.getMessage() + "; it is " + situation(), e);
    }
    return this;
  }

  private Object situation() {
    return browser.does("situation");
  }

  @Override
  public String toString() {
    return extension + " (page)";
  }
}
