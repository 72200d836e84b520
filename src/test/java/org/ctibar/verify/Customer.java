package org.ctibar.verify;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ctibar.verify.sip.SipCall;
import org.ctibar.verify.sip.SipPhone;

/** Somebody outside and the one call that goes on with this person. */
final class Customer {
  private final SipPhone phone;
  private final SipCall call;

  Customer(SipPhone phone, SipCall call) {
    this.phone = phone;
    this.call = call;
  }

  String number() {
    return phone.user();
  }

  String voice() {
    return phone.voice();
  }

  SipCall call() {
    return call;
  }

  void hears(String... voices) {
    hears(Until.SOON, voices);
  }

  void hears(Duration within, String... voices) {
    Until.equal(this + " hears", within, Set.of(voices), call::hears);
  }

  void hearsMusic() {
    hears(Voices.MUSIC.name());
  }

  /** While the next one's phone rings it may be either. */
  void hearsMusicOrRingback() {
    List<Set<String>> either = List.of(Set.of(Voices.MUSIC.name()), Set.of(Voices.RINGBACK.name()));
    Until.isTrue(this + " hears music or ringback", () -> either.contains(call.hears()));
  }

  void hangsUp() {
    Awaited.done(this + " hangs up", call.hangUp());
  }

  /** By the other side. */
  void isHungUp() {
    Until.isTrue(this + " is hung up", call::isOver);
    if (call.endedByUs()) {
      throw new AssertionError(this + " ended the call itself");
    }
  }

  void isStillThere() {
    if (!call.talks()) {
      throw new AssertionError(this + " was dropped");
    }
  }

  @Override
  public String toString() {
    return "caller " + number();
  }
}
