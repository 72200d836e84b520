package org.ctibar.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ctibar.config.Section;

/**
 * Where and as whom phones register ({@code sip.*}).
 *
 * @param webSockets where FreeSWITCH takes phones in pages
 * @param context of the dialplan, for what phones dial by themselves
 */
public record SipConfig(
    Optional<String> domain, List<String> webSockets, List<IceServer> iceServers, String context) {
  public static final SipConfig NONE =
      new SipConfig(Optional.empty(), List.of(), List.of(), "cti-phones");
  private static final Pattern CONTEXT = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  static SipConfig from(Section s) {
    Optional<String> domain = s.host("domain");
    List<String> webSockets = s.list("webSockets");
    if (!webSockets.stream().allMatch(SipConfig::isWebSocket)) {
      throw s.problem("webSockets", "must be ws:// or wss:// addresses, separated by commas");
    }
    if (!webSockets.isEmpty() && domain.isEmpty()) {
      throw s.problem("domain", "must be set where sip.webSockets is");
    }
    if (!CONTEXT.matcher(s.text("context")).matches()) {
      throw s.problem("context", "must be 1 to 64 letters, digits, dots, dashes or underscores");
    }
    return new SipConfig(domain, webSockets, iceServers(s), s.text("context"));
  }

  private static List<IceServer> iceServers(Section s) {
    try {
      return s.list("iceServers").stream().map(IceServer::parse).toList();
    } catch (IllegalArgumentException e) {
      throw s.problem("iceServers", e.getMessage());
    }
  }

  private static boolean isWebSocket(String text) {
    try {
      URI uri = new URI(text);
      return ("ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
