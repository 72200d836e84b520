package org.ctibar.esl;

import java.util.regex.Pattern;

/** Checks of what commands are made of. Every check returns its text or throws IllegalArgumentException. */
final class Rendering {
  private static final Pattern UUID = Pattern.compile("[0-9A-Za-z-]{1,64}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,79}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
  private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z0-9_.:+@=/,&()*#%~!?-]{1,4000}");
  private static final Pattern APPLICATION_ARGUMENT =
      Pattern.compile("[A-Za-z0-9_.:+@=/,;()*#%~ -]{0,1000}");

  private Rendering() {}

  static String uuid(String text) {
    return matching(UUID, text, "uuid");
  }

  static boolean isUuid(String text) {
    return UUID.matcher(text).matches();
  }

  static String variableName(String text) {
    return matching(VARIABLE, text, "variable name");
  }

  /** The name of an API function, an application, a cause or an event. */
  static String word(String text) {
    return matching(WORD, text, "word");
  }

  /** One argument without a space. */
  static String argument(String text) {
    return matching(ARGUMENT, text, "argument");
  }

  /** Has no dollar: the switch would expand it at once. */
  static String applicationArgument(String text) {
    return matching(APPLICATION_ARGUMENT, text, "application argument");
  }

  /** Cleaned; a name to be shown is shorter. */
  static String value(String variable, String text) {
    return variable.endsWith("_name") ? HostileText.cleanName(text) : HostileText.cleanValue(text);
  }

  static boolean isApplicationArgument(String text) {
    return APPLICATION_ARGUMENT.matcher(text).matches();
  }

  private static String matching(Pattern form, String text, String what) {
    if (text == null || !form.matcher(text).matches()) {
      throw new IllegalArgumentException(what + " of a form that is not allowed");
    }
    return text;
  }
}
