package org.ctibar.esl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A leg to be made; when it is up it parks, or listens to another.
 *
 * @param legUuid the uuid that the leg will have; a second originate with a living one is refused by the switch
 * @param jobUuid under which the result comes as BACKGROUND_JOB
 * @param variables set on the leg; values are cleaned when rendered, see {@link HostileText}
 * @param dialString {@code user/1001}, {@code sofia/gateway/trunk/13800001111} or
 *     {@code sofia/internal/1001@10.0.0.2:5060}; one target only
 * @param listensTo the leg that it hears, with whose end it ends; null if it parks
 */
public record Originate(
    String legUuid,
    String jobUuid,
    Map<String, String> variables,
    String dialString,
    String listensTo) {
  private static final Pattern DIAL_STRING = Pattern.compile(
      "user/[A-Za-z0-9_.-]{1,32}(@[A-Za-z0-9.-]{1,128})?"
          + "|sofia/gateway/[A-Za-z0-9_.-]{1,64}/[A-Za-z0-9_.+*#-]{1,64}"
          + "|sofia/[A-Za-z0-9_.-]{1,64}/[A-Za-z0-9_.+*#-]{1,64}@[A-Za-z0-9.-]{1,128}(:[0-9]{1,5})?");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:+@/*#-]+");

  public Originate {
    Rendering.uuid(legUuid);
    Rendering.uuid(jobUuid);
    if (listensTo != null) {
      Rendering.uuid(listensTo);
    }
    variables.keySet().forEach(Rendering::variableName);
    variables = new LinkedHashMap<>(variables);
    if (!isDialString(dialString)) {
      throw new IllegalArgumentException("dial string of a form that is not allowed");
    }
  }

  /** Whether a leg can be made of it. */
  public static boolean isDialString(String text) {
    return text != null
        && DIAL_STRING.matcher(text).matches()
        && !HostileText.namesSocketModule(text);
  }

  /** The job has the leg's uuid. */
  public Originate(String legUuid, Map<String, String> variables, String dialString) {
    this(legUuid, legUuid, variables, dialString);
  }

  public Originate(
      String legUuid, String jobUuid, Map<String, String> variables, String dialString) {
    this(legUuid, jobUuid, variables, dialString, null);
  }

  /** The same leg, which listens when it is up. */
  public Originate listeningTo(String other) {
    return new Originate(legUuid, jobUuid, variables, dialString, other);
  }

  String application() {
    return listensTo == null ? "&park()" : "'eavesdrop:" + listensTo + "' inline";
  }

  /** For instance {@code {^^;origination_uuid=…;origination_caller_id_name='王小明, VIP'}user/1001}. */
  String render() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("origination_uuid", legUuid);
    all.putAll(variables);
    all.put("origination_uuid", legUuid);
    return all.entrySet().stream()
        .map(e -> Map.entry(e.getKey(), Rendering.value(e.getKey(), e.getValue())))
        .filter(e -> !e.getValue().isEmpty()) // the switch skips a variable without a value
        .map(e -> e.getKey() + "=" + quote(e.getValue()))
        .collect(Collectors.joining(";", "{^^;", "}" + dialString));
  }

  private static String quote(String cleaned) {
    return PLAIN.matcher(cleaned).matches() ? cleaned : "'" + cleaned + "'";
  }

  @Override
  public String toString() {
    return "originate " + legUuid; // the rest holds phone numbers
  }
}
