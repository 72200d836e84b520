package org.ctibar.store;

import java.util.regex.Pattern;

/** How the dial string of an outbound route may look: of any number it makes what a switch may be told to dial. */
final class DialTemplate {
  static final String EXPECTED =
      "must be sofia/gateway/NAME/{number} or sofia/PROFILE/{number}@host[:port]";

  private static final String NAME = "[A-Za-z0-9_.-]{1,64}";
  private static final String BESIDE = "[A-Za-z0-9_.+*#-]{0,16}";
  private static final String NUMBER = BESIDE + "\\{number}" + BESIDE;
  private static final String HOST = "[A-Za-z0-9.-]{1,128}(:[0-9]{1,5})?";

  /** The last word has what makes the dial command; a test compares the two. */
  static final Pattern FORM = Pattern.compile(
      "sofia/gateway/" + NAME + "/" + NUMBER + "|sofia/" + NAME + "/" + NUMBER + "@" + HOST);

  private DialTemplate() {}
}
