package org.ctibar.store;

import java.util.Optional;

/**
 * A phone of ours, dialled {@code user/<number>}.
 *
 * @param switchId where it registers; empty where any switch can reach it
 * @param autoAnswer whether the phone goes off hook by itself when it is offered a call
 */
public record Extension(String number, Optional<String> switchId, boolean autoAnswer) {
  public static Extension of(String number) {
    return new Extension(number, Optional.empty(), false);
  }
}
