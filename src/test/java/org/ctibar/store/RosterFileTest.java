package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctibar.bus.NameText;
import org.ctibar.config.PasswordRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterFileTest {
  @Test
  void numbersBringDataAlong() {
    Roster roster = parse("""
        groups: [{id: g, name: G}]
        numbers: [{number: "7001", group: g, data: {campaign: spring, rank: 7}}]
        """);

    assertThat(roster.numbers().get(0).data()).isEqualTo(Map.of("campaign", "spring", "rank", "7"));
  }

  @Test
  void dataOfANumberIsPlainAndSmall() {
    assertThat(faults("""
        groups: [{id: g, name: G}]
        numbers:
          - {number: "7001", group: g, data: [1]}
          - {number: "7002", group: g, data: {a: {b: c}}}
          - {number: "7003", group: g, data: {a: "%s"}}
        """.formatted("x".repeat(2_100))))
        .containsExactly(
            "numbers[0].data: must be a mapping of texts",
            "numbers[1].data.a: must be a text",
            "numbers[2].data: may have at most 2048 bytes");
  }

  @Test
  void readsEverySection() {
    Roster roster = parse("""
        extensions:
          - {number: "1001", switchId: fs1, autoAnswer: false, phone: webrtc, sipPassword: long enough}
        people:
          - username: wang
            nickname: 王芳
            password: secret enough
            extension: 1001
            roles: [agent, supervisor]
            classOfService: international
            enabled: false
        groups:
          - {id: 1, name: 客服, ringTimeoutMs: 15000, wrapUpMs: 5000, enableAsr: true,
             strategy: round_robin, members: [wang, {username: li, priority: 2}]}
        numbers:
          - {number: "+864008001234", group: 1, enableAsr: false}
        outbound:
          - {id: national, position: 20, pattern: "9[0-9]+", strip: 1, prepend: "0", callerId: "4001",
             dialString: "sofia/gateway/trunk/{number}", classOfService: national}
        """);

    assertThat(roster.extensions())
        .containsExactly(new Roster.Line(
            new Extension("1001", Optional.of("fs1"), false, PhoneKind.WEBRTC, Optional.empty()),
            Optional.of("long enough")));
    assertThat(roster.people()).hasSize(1);
    Person wang = roster.people().get(0).person();
    assertThat(wang.nickname()).isEqualTo("王芳");
    assertThat(wang.extension()).contains("1001");
    assertThat(wang.roles()).isEqualTo(Set.of(Role.AGENT, Role.SUPERVISOR));
    assertThat(wang.enabled()).isFalse();
    assertThat(roster.people().get(0).passwordMd5()).contains("399b76bce16d45353e2bb6449f0f14fb");
    assertThat(roster.groups())
        .containsExactly(new Group("1", "客服", 15000, 5000, true, "round_robin"));
    assertThat(roster.members())
        .containsExactly(new Member("1", "wang", 1), new Member("1", "li", 2));
    assertThat(roster.numbers())
        .containsExactly(new NumberRoute("+864008001234", "1", Optional.of(false)));
    OutboundRoute national = roster.outbound().get(0);
    assertThat(national.matches("95551234")).isTrue();
    assertThat(national.rewrite("95551234")).isEqualTo("05551234");
  }

  @Test
  void readsJsonToo() {
    Roster roster = parse(
        "{\"people\": [{\"username\": \"li\", \"password\": \"long enough\", \"extension\": \"1002\"}]}");

    assertThat(roster.people().get(0).person()).isEqualTo(Person.agent("li", "1002"));
  }

  @Test
  void aSipPasswordThatStandsInTheExampleIsRefused() throws IOException {
    String example = Files.readString(Path.of("conf/people.example.yaml"));
    Matcher shown = Pattern.compile("sipPassword: (\\S+)").matcher(example);
    assertThat(shown.find()).isTrue();

    assertThat(faults("extensions: [{number: 1001, sipPassword: " + shown.group(1) + "}]"))
        .containsExactly("extensions[0].sipPassword: is an example that everybody knows");
  }

  @Test
  void tellsEveryFaultWithItsPlace() {
    assertThat(faults("""
            people:
              - username: wang
                pasword: secret
                extension: "10 01"
                roles: [agent, boss]
              - username: wang
              - nickname: nobody
                passwordMd5: 123
            groups:
              - {id: "a b", ringTimeoutMs: 5, members: [{priority: 0, username: x}]}
            numbers:
              - {number: "7001"}
            outbound:
              - {id: o, pattern: "(", dialString: "sofia/gateway/trunk/"}
            extensions:
              - {number: 1001, phone: fax, sipPassword: 1234, autoAnswer: maybe}
            peeple: []
            """))
        .containsExactlyInAnyOrder(
            "peeple: is not a key that is known here",
            "extensions[0].phone: must be desk or webrtc",
            "extensions[0].sipPassword: must be a text of 8 to 128 characters without control"
                + " characters",
            "extensions[0].autoAnswer: must be true or false",
            "people[0].pasword: is not a key that is known here",
            "people[0].extension: must be 1 to 32 digits (also * and #)",
            "people[0].roles[1]: must be agent, supervisor or admin",
            "people[1].username: stands already at people[0].username",
            "people[2].username: is missing",
            "people[2].passwordMd5: must be 32 hexadecimal digits",
            "groups[0].id: must be 1 to 64 letters, digits, dots, dashes or underscores, and neither ."
                + " nor ..",
            "groups[0].ringTimeoutMs: must be a whole number from 1000 to 300000",
            "groups[0].members[0].priority: must be a whole number from 1 to 100",
            "numbers[0].group: is missing",
            "outbound[0].pattern: must be a regular expression",
            "outbound[0].dialString: must be sofia/gateway/NAME/{number} or"
                + " sofia/PROFILE/{number}@host[:port]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u202E", "\\u2028", "\\u200B", "\\u2067", "\\x85", "\\uFEFF"})
  void namesThatPoseAsOthersAreRefused(String hidden) {
    String name = '"' + "wa" + hidden + "ng" + '"';
    assertThat(faults("""
            people: [{username: %s, password: secret enough}, {username: li, nickname: %s, password: secret enough}]
            groups: [{id: g, name: %s}]
            """.formatted(name, name, name)))
        .containsExactly(
            "people[0].username: " + NameText.EXPECTED_KEY,
            "people[1].nickname: " + NameText.EXPECTED,
            "groups[0].name: " + NameText.EXPECTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "people: [      | line 1, column",
        "'people: 3'    | people: must be a list",
        "'people: [3]'  | people[0]: must be a mapping of keys",
        "'3'            | : must be a mapping of keys",
        "'{\"people\":[],\"people\":[]}' | line 1, column",
      })
  void tellsWhatIsNoRoster(String text, String fault) {
    assertThat(faults(text)).first().asString().startsWith(fault);
  }

  /** YAML would read 0211 as a number and forget the zero. */
  @Test
  void keepsLeadingZeros() {
    Roster roster = parse("extensions: [{number: 0211}, {number: 007}]");

    assertThat(roster.extensions())
        .extracting(line -> line.extension().number())
        .containsExactly("0211", "007");
  }

  @Test
  void anExtensionIsADeskPhoneThatAnswersByItself() {
    Roster roster = parse("extensions: [{number: 1001}]");

    assertThat(roster.extensions())
        .containsExactly(new Roster.Line(Extension.of("1001"), Optional.empty()));
  }

  @Test
  void anEmptyFileIsAnEmptyRoster() {
    assertThat(parse("").people()).isEmpty();
  }

  private static List<String> faults(String yaml) {
    List<String> faults = new ArrayList<>();
    assertThatThrownBy(() -> parse(yaml))
        .asInstanceOf(type(ImportException.class))
        .satisfies(e -> e.faults().forEach(fault -> faults.add(fault.toString())));
    return faults;
  }

  private static Roster parse(String yaml) {
    return RosterFile.parse(yaml, new PasswordRules(10));
  }
}
