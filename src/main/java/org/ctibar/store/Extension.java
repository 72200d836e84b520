package org.ctibar.store;

import java.util.Optional;

/**
 * A phone of ours, dialled {@code user/<number>}.
 *
 * @param switchId where it registers; empty where any switch can reach it
 * @param autoAnswer whether the phone goes off hook by itself when its agent calls out
 * @param sip empty where FreeSWITCH does not ask ctibar about this phone
 */
public record Extension(
    String number,
    Optional<String> switchId,
    boolean autoAnswer,
    PhoneKind phone,
    Optional<SipAccount> sip) {

  /** A desk phone that FreeSWITCH knows by itself. */
  public static Extension of(String number) {
    return new Extension(number, Optional.empty(), true, PhoneKind.DESK, Optional.empty());
  }
}
