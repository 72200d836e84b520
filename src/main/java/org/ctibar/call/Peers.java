package org.ctibar.call;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ctibar.config.Section;
import org.ctibar.esl.Originate;

/**
 * How switches reach each other, and when one of them counts as lost.
 *
 * @param addresses where each takes SIP of the others, {@code host:port} by switch id; empty for one switch alone
 * @param dialString with the places {@code {extension}} and {@code {peer}}
 * @param phonesGoneAfter a switch that is away for so long has no phones any more
 * @param callsOverAfter after so long its calls are over as well
 */
public record Peers(
    Map<String, String> addresses,
    String dialString,
    Duration phonesGoneAfter,
    Duration callsOverAfter) {
  private static final String EXTENSION = "{extension}";
  private static final String PEER = "{peer}";
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.-]{1,128}:[0-9]{1,5}");

  static final Peers NONE = new Peers(
      Map.of(),
      "sofia/peers/" + EXTENSION + "@" + PEER,
      Duration.ofSeconds(10),
      Duration.ofSeconds(60));

  public Peers {
    addresses = Map.copyOf(addresses);
  }

  /**
   * @param root holds {@code switchPeers}
   * @param call holds the rest
   */
  public static Peers from(Section root, Section call) {
    Map<String, String> addresses = new LinkedHashMap<>();
    for (String peer : root.list("switchPeers")) {
      String[] parts = peer.split("=", 2);
      if (parts.length < 2 || !ADDRESS.matcher(parts[1]).matches()) {
        throw root.problem("switchPeers", "must be like fs1=10.0.0.5:5090, not '" + peer + "'");
      }
      if (addresses.put(parts[0], parts[1]) != null) {
        throw root.problem("switchPeers", "names a switch twice: '" + parts[0] + "'");
      }
    }
    String dialString = call.nonEmpty("peerDialString");
    if (!dialString.contains(EXTENSION)
        || !dialString.contains(PEER)
        || !Originate.isDialString(filled(dialString, "1001", "10.0.0.5:5090"))) {
      throw call.problem(
          "peerDialString", "must be like " + NONE.dialString + ", not '" + dialString + "'");
    }
    return new Peers(
        addresses,
        dialString,
        call.millis("switchPhonesGoneMs", 100, 3_600_000),
        call.millis("switchCallsOverMs", 100, 86_400_000));
  }

  public Peers at(Map<String, String> others) {
    return new Peers(others, dialString, phonesGoneAfter, callsOverAfter);
  }

  /** @return the ids that are no switches */
  public List<String> strangers(List<String> switchIds) {
    return addresses.keySet().stream()
        .filter(id -> !switchIds.contains(id))
        .sorted()
        .toList();
  }

  /** @return the ids of the switches whose phones the others cannot reach */
  List<String> missing(List<String> switchIds) {
    return switchIds.size() < 2
        ? List.of()
        : switchIds.stream().filter(id -> !addresses.containsKey(id)).toList();
  }

  /** How the phone of an extension is dialled that is registered at another switch; empty if that cannot be reached. */
  Optional<String> dialString(String extension, String switchId) {
    return Optional.ofNullable(addresses.get(switchId))
        .map(peer -> filled(dialString, extension, peer));
  }

  private static String filled(String pattern, String extension, String peer) {
    return pattern.replace(EXTENSION, extension).replace(PEER, peer);
  }
}
