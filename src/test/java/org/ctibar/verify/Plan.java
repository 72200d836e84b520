package org.ctibar.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the switch is, and what of it is ours.
 *
 * @param eventSocket as in the setting {@code switches}
 * @param sip where phones register and call
 * @param trunk where calls from outside arrive
 * @param outbound how a number outside is dialled, with the places {@code {number}} and {@code {peer}}
 * @param domain of the extensions; empty is the host of {@code sip}
 * @param number that the dialplan parks
 * @param web empty: no browser is tried
 */
record Plan(
    String eventSocket,
    HostPort sip,
    HostPort trunk,
    String outbound,
    String domain,
    List<String> extensions,
    String password,
    String number,
    Optional<Web> web) {

  static final int FEWEST_EXTENSIONS = 6;

  /**
   * The extension of a page that is the phone.
   *
   * @param socket where browsers register
   */
  record Web(String socket, String extension, String password) {}

  record HostPort(String host, int port) {
    static HostPort parse(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("should be HOST:PORT: " + text);
      }
      return new HostPort(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
  }

  Plan {
    if (extensions.size() < FEWEST_EXTENSIONS) {
      throw new IllegalArgumentException("needs " + FEWEST_EXTENSIONS + " extensions or more");
    }
  }

  /** @param range {@code 1020-1029} */
  static List<String> extensions(String range) {
    String[] ends = range.split("-");
    return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
        .mapToObj(String::valueOf)
        .toList();
  }

  /** The last one: its phone is never switched on. */
  String unregistered() {
    return extensions.get(extensions.size() - 1);
  }

  /** The last but one: a phone at which nobody is signed in. */
  String unattended() {
    return extensions.get(extensions.size() - 2);
  }

  /** Those at which agents sit. */
  List<String> attended() {
    return extensions.subList(0, extensions.size() - 2);
  }
}
