package org.ctibar.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ctibar.bus.NameText;
import org.ctibar.config.PasswordRules;
import org.ctibar.config.Secrets;

/** Reads a roster from YAML, of which JSON is a part. Its form is shown in docs and by {@code scripts/people --help}. */
final class RosterFile {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern PATH_ID = Pattern.compile(NameText.NO_DOTS + ID.pattern());
  private static final Pattern EXTENSION = Pattern.compile("[0-9*#]{1,32}");
  private static final Pattern NUMBER = Pattern.compile("[+]?[0-9*#]{1,32}");
  private static final Pattern PREFIX = Pattern.compile("[+]?[0-9*#]{0,32}");
  private static final Pattern ANY = Pattern.compile("(?s).{1,200}");
  private static final Pattern SIP_PASSWORD = Pattern.compile("[^\\p{Cntrl}]{8,128}");
  private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern STRATEGY = Pattern.compile("[a-z_]{1,32}");
  private static final String EXPECT_ID =
      "must be 1 to 64 letters, digits, dots, dashes or underscores";
  private static final String EXPECT_PATH_ID = EXPECT_ID + ", and neither . nor ..";
  private static final String EXPECT_EXTENSION = "must be 1 to 32 digits (also * and #)";
  private static final String EXPECT_NUMBER =
      "must be 1 to 32 digits (also * and #), + at most in front";

  private final Checks checks;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, String> placesByKey = new HashMap<>();

  /** Whether a thing may have a name that no new one may have. */
  enum Keys {
    OF_TODAY,
    /** It is there already, from before names were checked as they are. */
    AS_THEY_ARE
  }

  /**
   * @param keys whether the things are new
   * @param rules for passwords
   */
  record Checks(Keys keys, PasswordRules rules) {}

  private RosterFile(Checks checks) {
    this.checks = checks;
  }

  /** @throws ImportException with every fault of the text */
  static Roster parse(String yaml, PasswordRules rules) {
    RosterFile file = new RosterFile(new Checks(Keys.OF_TODAY, rules));
    return file.checked(file.tree(yaml));
  }

  /**
   * A roster of one thing.
   *
   * @param section where it would stand in a file
   * @throws ImportException as {@link #parse}
   */
  static Roster of(String section, ObjectNode thing, Checks checks) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putArray(section).add(thing);
    return new RosterFile(checks).checked(root);
  }

  private Roster checked(JsonNode root) {
    Roster roster = roster(new Fields(root, "", faults));
    if (!faults.isEmpty()) {
      throw new ImportException(faults);
    }
    return roster;
  }

  private JsonNode tree(String yaml) {
    try {
      return YamlTree.read(yaml);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      faults.add(Fault.malformed(
          "line " + at.getLineNr() + ", column " + at.getColumnNr(),
          e.getOriginalMessage().lines().findFirst().orElse("is no YAML")));
    } catch (IOException e) {
      faults.add(Fault.malformed("cannot be read", e.getMessage()));
    }
    return MissingNode.getInstance();
  }

  private Roster roster(Fields root) {
    root.only("extensions", "people", "groups", "numbers", "outbound");
    List<Fields> groups = root.list("groups");
    return new Roster(
        root.list("extensions").stream().map(this::extension).toList(),
        root.list("people").stream().map(this::person).toList(),
        groups.stream().map(this::group).toList(),
        groups.stream()
            .filter(g -> g.has("members"))
            .map(RosterFile::id)
            .collect(Collectors.toSet()),
        groups.stream().flatMap(group -> members(group).stream()).toList(),
        root.list("numbers").stream().map(this::number).toList(),
        root.list("outbound").stream().map(this::outbound).toList());
  }

  private Roster.Line extension(Fields at) {
    at.only("number", "switchId", "autoAnswer", "phone", "sipPassword");
    String number = at.text("number", EXTENSION, EXPECT_EXTENSION);
    once(at, "number", "extension " + number);
    Extension extension = new Extension(
        number,
        at.optionalText("switchId", ID, EXPECT_ID),
        at.flag("autoAnswer").orElse(true),
        at.parsed("phone", PhoneKind.DESK, PhoneKind::of, "must be desk or webrtc"),
        Optional.empty());
    return new Roster.Line(extension, sipPassword(at));
  }

  private static Optional<String> sipPassword(Fields at) {
    Optional<String> password = at.optionalText(
        "sipPassword",
        SIP_PASSWORD,
        "must be a text of 8 to 128 characters without control characters");
    password
        .filter(Secrets::isExample)
        .ifPresent(example -> at.fault("sipPassword", "is an example that everybody knows"));
    return password;
  }

  private Roster.Entry person(Fields at) {
    at.only(
        "username",
        "nickname",
        "password",
        "passwordMd5",
        "extension",
        "roles",
        "classOfService",
        "enabled");
    String username = at.text("username", form(NameText.KEY), NameText.EXPECTED_KEY);
    Optional<String> extension = at.optionalText("extension", EXTENSION, EXPECT_EXTENSION);
    once(at, "username", "person " + username);
    extension.ifPresent(number -> once(at, "extension", "extension of a person " + number));
    Person person = new Person(
        username,
        at.optionalText("nickname", NameText.LABEL, NameText.EXPECTED).orElse(username),
        extension,
        roles(at),
        classOfService(at),
        at.flag("enabled").orElse(true),
        Instant.EPOCH);
    return new Roster.Entry(person, password(at, username));
  }

  private Pattern form(Pattern ofToday) {
    return checks.keys == Keys.OF_TODAY ? ofToday : ANY;
  }

  private Optional<String> password(Fields at, String username) {
    Optional<String> plain =
        at.optionalText("password", ANY, "must be a text of 1 to 200 characters");
    Optional<String> md5 = at.optionalText("passwordMd5", MD5, "must be 32 hexadecimal digits");
    if (at.has("password") && at.has("passwordMd5")) {
      at.fault("passwordMd5", "goes instead of password, not beside it");
    }
    plain
        .flatMap(text -> checks.rules.weakness(username, text))
        .ifPresent(weak -> faults.add(Fault.weak(at.path("password"), checks.rules, weak)));
    md5.flatMap(hex -> checks.rules.weaknessOfMd5(username, hex))
        .ifPresent(weak -> faults.add(Fault.weak(at.path("passwordMd5"), checks.rules, weak)));
    return plain.map(PasswordHash::md5Hex).or(() -> md5);
  }

  private Set<Role> roles(Fields at) {
    Set<Role> roles = new HashSet<>();
    for (Fields.Element element : at.elements("roles")) {
      try {
        roles.add(Role.of(element.node().asText()));
      } catch (IllegalArgumentException e) {
        faults.add(Fault.malformed(element.place(), "must be agent, supervisor or admin"));
      }
    }
    if (at.has("roles") && at.elements("roles").isEmpty()) {
      at.fault("roles", "must name at least one role");
    }
    return roles.isEmpty() ? Set.of(Role.AGENT) : roles;
  }

  private Group group(Fields at) {
    at.only("id", "name", "ringTimeoutMs", "wrapUpMs", "enableAsr", "strategy", "members");
    String id = at.text("id", form(PATH_ID), EXPECT_PATH_ID);
    once(at, "id", "group " + id);
    return new Group(
        id,
        at.optionalText("name", NameText.LABEL, NameText.EXPECTED).orElse(id),
        at.number("ringTimeoutMs", Group.DEFAULT_RING_TIMEOUT_MS, 1_000, 300_000),
        at.number("wrapUpMs", Group.DEFAULT_WRAP_UP_MS, 0, 3_600_000),
        at.flag("enableAsr").orElse(false),
        at.optionalText("strategy", STRATEGY, "must be lower-case letters and underscores")
            .orElse(Group.DEFAULT_STRATEGY));
  }

  /** Each is a username, or a mapping of username and priority. */
  private List<Member> members(Fields group) {
    List<Member> members = new ArrayList<>();
    for (Fields.Element element : group.elements("members")) {
      if (element.node().isValueNode()) {
        members.add(new Member(id(group), element.node().asText(), Member.DEFAULT_PRIORITY));
      } else {
        Fields at =
            new Fields(element.node(), element.place(), faults).only("username", "priority");
        members.add(new Member(
            id(group),
            at.text("username", ANY, NameText.EXPECTED),
            at.number("priority", Member.DEFAULT_PRIORITY, 1, 100)));
      }
      once(
          element.place(),
          "member " + id(group) + " " + members.get(members.size() - 1).username());
    }
    return members;
  }

  private NumberRoute number(Fields at) {
    at.only("number", "group", "enableAsr", "data");
    String number = at.text("number", NUMBER, EXPECT_NUMBER);
    once(at, "number", "number " + number);
    return new NumberRoute(
        number,
        at.text("group", ID, EXPECT_ID),
        at.flag("enableAsr"),
        at.texts("data", NumberRoute.MOST_DATA_BYTES));
  }

  private OutboundRoute outbound(Fields at) {
    at.only(
        "id",
        "position",
        "pattern",
        "strip",
        "prepend",
        "dialString",
        "callerId",
        "classOfService");
    String id = at.text("id", ID, EXPECT_ID);
    once(at, "id", "outbound " + id);
    if (!at.has("pattern")) {
      at.missing("pattern");
    }
    return new OutboundRoute(
        id,
        at.number("position", 100, 0, 1_000_000),
        at.parsed(
            "pattern", Pattern.compile("x"), Pattern::compile, "must be a regular expression"),
        at.number("strip", 0, 0, 32),
        at.optionalText("prepend", PREFIX, EXPECT_NUMBER).orElse(""),
        at.optionalText("dialString", DialTemplate.FORM, DialTemplate.EXPECTED),
        at.optionalText("callerId", NUMBER, EXPECT_NUMBER),
        classOfService(at));
  }

  private static ClassOfService classOfService(Fields at) {
    return at.parsed(
        "classOfService",
        ClassOfService.NATIONAL,
        ClassOfService::of,
        "must be internal, national or international");
  }

  private static String id(Fields group) {
    return group.has("id") ? group.text("id", ANY, EXPECT_ID) : "";
  }

  private void once(Fields at, String key, String thing) {
    once(at.path(key), thing);
  }

  private void once(String place, String thing) {
    boolean nameless = thing.endsWith(" "); // which is a fault of its own
    String earlier = nameless ? null : placesByKey.putIfAbsent(thing, place);
    if (earlier != null) {
      faults.add(Fault.at(place, Fault.Kind.TAKEN, "stands already at " + earlier));
    }
  }
}
