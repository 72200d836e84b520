package org.ctibar.gateway;

import java.util.List;
import java.util.regex.Pattern;
import org.ctibar.config.Section;

/**
 * Whom the pages of this node talk to, and who embeds them ({@code http.servers}, {@code http.frameAncestors}).
 *
 * @param servers origins that they may talk to, besides their own
 * @param frameAncestors origins whose pages may embed them, besides their own; {@code *} for all
 */
public record PagesConfig(List<String> servers, List<String> frameAncestors) {
  public static final PagesConfig NONE = new PagesConfig(List.of(), List.of());

  /** No IPv6 addresses: a content security policy cannot name them. */
  private static final String NAME =
      "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*";

  private static final Pattern ORIGIN = Pattern.compile("https?://" + NAME + "(:[0-9]{1,5})?");
  private static final Pattern ANCESTOR =
      Pattern.compile("\\*|https?://(\\*\\.)?" + NAME + "(:[0-9]{1,5})?");

  static PagesConfig from(Section http) {
    List<String> servers = http.list("servers");
    if (!servers.stream().allMatch(s -> ORIGIN.matcher(s).matches())) {
      throw http.problem(
          "servers", "must be origins such as https://cti.example.org, separated by commas");
    }
    List<String> frameAncestors = http.list("frameAncestors");
    if (!frameAncestors.stream().allMatch(s -> ANCESTOR.matcher(s).matches())) {
      throw http.problem(
          "frameAncestors",
          "must be origins such as https://crm.example.org or https://*.example.org, separated by"
              + " commas, or * for all");
    }
    return new PagesConfig(servers, frameAncestors);
  }
}
