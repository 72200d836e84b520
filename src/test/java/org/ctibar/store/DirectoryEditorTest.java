package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.ctibar.store.TestDatabase.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Json;
import org.ctibar.config.PasswordRules;
import org.ctibar.store.DirectoryEditor.Wanted;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag(Tiers.INTEGRATION)
class DirectoryEditorTest {
  private static final String WANG =
      "{'username':'wang','nickname':'王芳','extension':'1001','password':'the first of it'}";

  private Database database;
  private DirectoryEditor editor;
  private People people;

  @BeforeEach
  void open() {
    database = TestDatabase.emptied();
    editor = new DirectoryEditor(database, Optional.of("sip.example.org"), new PasswordRules(10));
    people = new People(database);
  }

  @AfterEach
  void close() {
    await(people.close());
  }

  @Test
  void aNewPersonCanSignInAndIsReadAsWritten() {
    JsonObject wang = create(DirectoryKind.PEOPLE, WANG);

    assertThat(wang)
        .isEqualTo(
            json(
                "{'username':'wang','nickname':'王芳','extension':'1001',"
                    + "'roles':['agent'],'classOfService':'national','enabled':true,'groups':[],'version':1}"));
    assertThat(signsIn("the first of it")).isTrue();
    assertThat(directory().person("wang")).map(Person::nickname).contains("王芳");
    assertThat(find(DirectoryKind.EXTENSIONS, "1001").getString("person")).isEqualTo("wang");
  }

  @Test
  void whatWasReadCanBeWrittenBack() {
    create(DirectoryKind.PEOPLE, WANG);
    create(DirectoryKind.GROUPS, "{'id':'g','members':[{'username':'wang','priority':2}]}");
    create(DirectoryKind.NUMBERS, "{'number':'7001','group':'g','data':{'campaign':'spring'}}");
    for (DirectoryKind kind : DirectoryKind.values()) {
      JsonObject read = list(kind, null, null).get(0);
      JsonObject again = change(kind, read.getString(kind.key), read.encode());
      assertThat(without(again, "version")).isEqualTo(without(read, "version"));
    }
    assertThat(signsIn("the first of it")).as("no password named, so kept").isTrue();
  }

  @Test
  void whoSawAnOlderVersionIsToldInsteadOfUndoingTheWorkOfOthers() {
    JsonObject seen = create(DirectoryKind.PEOPLE, WANG);
    change(DirectoryKind.PEOPLE, "wang", seen.copy().put("nickname", "Wang").encode());

    assertRefused(
        ErrorCode.CONFLICT,
        () -> change(
            DirectoryKind.PEOPLE, "wang", seen.copy().put("enabled", false).encode()));
    assertRefused(
        ErrorCode.CONFLICT, () -> remove(DirectoryKind.PEOPLE, "wang", seen.getLong("version")));

    assertThat(find(DirectoryKind.PEOPLE, "wang").getString("nickname")).isEqualTo("Wang");
    assertThat(find(DirectoryKind.PEOPLE, "wang").getBoolean("enabled")).isTrue();
  }

  @Test
  void anotherMemberIsAnotherVersionOfTheGroup() {
    create(DirectoryKind.PEOPLE, WANG);
    create(DirectoryKind.PEOPLE, "{'username':'li','password':'the second of it'}");
    JsonObject seen = create(DirectoryKind.GROUPS, "{'id':'g','members':['wang','li']}");

    remove(DirectoryKind.PEOPLE, "wang", find(DirectoryKind.PEOPLE, "wang").getLong("version"));

    assertThat(find(DirectoryKind.GROUPS, "g").getJsonArray("members")).hasSize(1);
    JsonObject wanted = seen.put("members", new JsonArray().add("li"));
    assertRefused(ErrorCode.CONFLICT, () -> change(DirectoryKind.GROUPS, "g", wanted.encode()));
  }

  @Test
  void ofTwoWhoChangeTheSameVersionAtOnceOneIsTold() {
    ObjectNode seen = node(create(DirectoryKind.PEOPLE, WANG).encode());
    var first = editor.change(DirectoryKind.PEOPLE, "wang", seen.deepCopy().put("nickname", "a"));
    var second = editor.change(DirectoryKind.PEOPLE, "wang", seen.deepCopy().put("nickname", "b"));

    await(first.otherwiseEmpty());
    await(second.otherwiseEmpty());

    assertThat(List.of(first.succeeded(), second.succeeded())).containsOnlyOnce(true);
    String kept = (first.succeeded() ? first : second).result().getString("nickname");
    assertThat(find(DirectoryKind.PEOPLE, "wang").getString("nickname")).isEqualTo(kept);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PEOPLE     | {'password':'long enough to do'}                              | username   | MISSING",
        "PEOPLE     | {'username':'li'}                             | password   | MISSING",
        "PEOPLE     | {'username':'wang','password':'long enough'}            | username   | TAKEN",
        "PEOPLE     | {'username':'li','password':'long enough','extension':'1001'} | extension | TAKEN",
        "PEOPLE     | {'username':'li','password':'long enough','roles':['boss']} | roles[0] | MALFORMED",
        "PEOPLE     | {'username':'li','password':'long enough','nick':'x'}   | nick       | MALFORMED",
        "PEOPLE     | {'username':'l\\u202ei','password':'long enough'}         | username   | MALFORMED",
        "PEOPLE     | {'username':'li','password':'long enough','nickname':'\\u2028'} | nickname | MALFORMED",
        "PEOPLE     | {'username':'..','password':'long enough'}              | username   | MALFORMED",
        "PEOPLE     | {'username':'.','password':'long enough'}               | username   | MALFORMED",
        "GROUPS     | {'id':'..'}                                   | id         | MALFORMED",
        "GROUPS     | {'id':'g','name':'\\u200b'}                    | name       | MALFORMED",
        "PEOPLE     | {'username':'li','password':'nine char'}        | password   | TOO_SHORT",
        "PEOPLE     | {'username':'li','password':'qwertyuiop'}       | password   | TOO_COMMON",
        "PEOPLE     | {'username':'li-xiaoming','password':'Li-Xiaoming1'} | password | LIKE_NAME",
        "PEOPLE     | {'username':'li','passwordMd5':'c4ca4238a0b923820dcc509a6f75849b'} | passwordMd5 | TOO_COMMON",
        "EXTENSIONS | {'number':'10a'}                              | number     | MALFORMED",
        "EXTENSIONS | {'number':'1001'}                             | number     | TAKEN",
        "GROUPS     | {'id':'g','members':['nobody']}               | members    | NOT_FOUND",
        "GROUPS     | {'id':'g','wrapUpMs':-1}                      | wrapUpMs   | MALFORMED",
        "NUMBERS    | {'number':'7001','group':'nowhere'}           | group      | NOT_FOUND",
      })
  void namesTheFieldThatIsWrong(DirectoryKind kind, String body, String field, Fault.Kind what) {
    create(DirectoryKind.PEOPLE, WANG);
    Directory before = directory();

    assertThatThrownBy(() -> create(kind, body))
        .isInstanceOfSatisfying(
            ImportException.class,
            e -> assertThat(e.faults())
                .extracting(Fault::field, Fault::kind)
                .containsExactly(tuple(field, what)));
    assertThat(directory()).isEqualTo(before);
  }

  @Test
  void aKeyStaysAndAVersionIsNeeded() {
    create(DirectoryKind.PEOPLE, WANG);

    assertThatThrownBy(() -> change(DirectoryKind.PEOPLE, "wang", "{'username':'li','version':1}"))
        .hasMessage("username: cannot be changed");
    assertThatThrownBy(() -> change(DirectoryKind.PEOPLE, "wang", "{'nickname':'x'}"))
        .hasMessage("version: is missing");
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> change(DirectoryKind.PEOPLE, "li", "{'password':'long enough to do','version':1}"));
    assertRefused(ErrorCode.NOT_FOUND, () -> remove(DirectoryKind.PEOPLE, "li", 1));
  }

  /** From before names were checked as they are. */
  @Test
  void anOldNameIsShownSafelyAndCanBeReadChangedAndRemoved() {
    String old = "wa\u202Eng";
    create(DirectoryKind.PEOPLE, WANG);
    create(DirectoryKind.GROUPS, "{'id':'g','members':['wang']}");
    await(Statements.run(
        database,
        "update people set nickname = 'W\u202Ea\u2028ng';"
            + "update groups set name = '\u2067G';"
            + "insert into people (username, nickname, password_hash, roles, class_of_service)"
            + " select '" + old + "', '" + old + "', password_hash, roles, class_of_service"
            + " from people"));

    assertThat(directory().person("wang")).map(Person::nickname).contains("Wang");
    assertThat(directory().group("g")).map(Group::name).contains("G");
    JsonObject seen = find(DirectoryKind.PEOPLE, old);
    assertThat(seen.getString("nickname")).isEqualTo("wang");
    JsonObject changed =
        change(DirectoryKind.PEOPLE, old, seen.put("enabled", false).encode());
    assertThat(changed.getBoolean("enabled")).isFalse();
    change(
        DirectoryKind.GROUPS,
        "g",
        find(DirectoryKind.GROUPS, "g").put("members", new JsonArray().add(old)).encode());
    remove(DirectoryKind.PEOPLE, old, changed.getLong("version"));
    assertThat(list(DirectoryKind.PEOPLE, null, null)).hasSize(1);
  }

  @Test
  void whatOthersNeedStays() {
    create(DirectoryKind.PEOPLE, WANG);
    create(DirectoryKind.GROUPS, "{'id':'g'}");
    create(DirectoryKind.NUMBERS, "{'number':'7001','group':'g'}");

    assertRefused(ErrorCode.CONFLICT, () -> remove(DirectoryKind.GROUPS, "g", 1));
    assertRefused(ErrorCode.CONFLICT, () -> remove(DirectoryKind.EXTENSIONS, "1001", 1));

    remove(DirectoryKind.NUMBERS, "7001", 1);
    remove(DirectoryKind.GROUPS, "g", 1);
    assertThat(directory().groups()).isEmpty();
  }

  @Test
  void isReadByPartsOfNamesAndPageByPage() {
    for (String name : List.of("li", "wang", "wang2", "50%", "o'brien")) {
      create(
          DirectoryKind.PEOPLE,
          "{\"username\":\"" + name + "\",\"password\":\"long enough to do\"}");
    }

    assertThat(list(DirectoryKind.PEOPLE, "WANG", null))
        .extracting(DirectoryEditorTest::name)
        .containsExactly("wang", "wang2");
    assertThat(list(DirectoryKind.PEOPLE, "%", null))
        .extracting(DirectoryEditorTest::name)
        .containsExactly("50%");
    assertThat(list(DirectoryKind.PEOPLE, "'", null))
        .extracting(DirectoryEditorTest::name)
        .containsExactly("o'brien");
    List<JsonObject> first = await(editor.list(DirectoryKind.PEOPLE, new Wanted(null, null, 3)));
    List<JsonObject> rest = list(DirectoryKind.PEOPLE, null, first.get(2).getString("username"));
    assertThat(first).hasSize(3);
    assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(first);
  }

  @Test
  void aSipPasswordIsNotReadAgain() {
    JsonObject phone =
        create(DirectoryKind.EXTENSIONS, "{'number':'2001','sipPassword':'long enough'}");

    assertThat(phone.encode()).doesNotContain("long enough", "ha1");
    assertThat(phone.getBoolean("hasSipPassword")).isTrue();
    change(DirectoryKind.EXTENSIONS, "2001", phone.put("autoAnswer", false).encode());
    assertThat(directory().extension("2001").orElseThrow().sip()).isPresent();
  }

  private static String name(JsonObject person) {
    return person.getString("username");
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(CtiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private JsonObject create(DirectoryKind kind, String body) {
    return await(editor.create(kind, node(body)));
  }

  private JsonObject change(DirectoryKind kind, String key, String body) {
    return await(editor.change(kind, key, node(body)));
  }

  private void remove(DirectoryKind kind, String key, long version) {
    await(editor.remove(kind, key, version));
  }

  private JsonObject find(DirectoryKind kind, String key) {
    return await(editor.find(kind, key));
  }

  private List<JsonObject> list(DirectoryKind kind, String containing, String after) {
    return await(editor.list(kind, new Wanted(containing, after, 100)));
  }

  private boolean signsIn(String password) {
    return await(people.verify("wang", PasswordHash.md5Hex(password))).isPresent();
  }

  private Directory directory() {
    return await(database.inTransaction(DirectoryTables::read));
  }

  private static JsonObject without(JsonObject row, String field) {
    JsonObject rest = row.copy();
    rest.remove(field);
    return rest;
  }

  private static ObjectNode node(String body) {
    return (ObjectNode) Json.decode(quoted(body), JsonNode.class);
  }

  private static JsonObject json(String body) {
    return new JsonObject(quoted(body));
  }

  /** Texts in single quotes, where there are no others. */
  private static String quoted(String body) {
    return body.contains("\"") ? body : body.replace('\'', '"');
  }
}
