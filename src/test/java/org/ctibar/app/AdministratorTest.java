package org.ctibar.app;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.outside.BridgePage;
import org.ctibar.simulator.CallCommand;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Who edits people, extensions, groups and numbers at a whole node, as docs/protocol/openapi.yaml has it. */
@Tag(Tiers.INTEGRATION)
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministratorTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String MD5_OF_ONE = "aed971447cdb37cab2ed0e3d7632d06f";

  private WholeNode node;
  private RestContract contract;

  @BeforeAll
  void start(@TempDir Path folder) {
    node = WholeNode.in(folder);
    contract = RestContract.read();
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @Test
  void whatTheContractNamesIsServed() {
    for (RestContract.Operation operation : contract.operations()) {
      WholeNode.Answer answer = node.rest(operation.method(), operation.path("x"), null, null);
      assertThat(answer.body().getString("msg")).as("%s", operation).isNotEqualTo("no such path");
    }
  }

  @ParameterizedTest(name = "{0} {1}: {2} {3} {4} {5}")
  @CsvSource({
    // nobody, agent, supervisor, admin
    "GET,    /people,          401, 403, 200, 200",
    "GET,    /people/agent2,   401, 403, 200, 200",
    "POST,   /people,          401, 403, 403, 400",
    "PUT,    /people/agent2,   401, 403, 403, 400",
    "DELETE, /people/agent2,   401, 403, 403, 400",
    "GET,    /extensions,      401, 403, 200, 200",
    "GET,    /extensions/1002, 401, 403, 200, 200",
    "POST,   /extensions,      401, 403, 403, 400",
    "PUT,    /extensions/1002, 401, 403, 403, 400",
    "DELETE, /extensions/1002, 401, 403, 403, 400",
    "GET,    /groups,          401, 403, 200, 200",
    "GET,    /groups/1,        401, 403, 200, 200",
    "POST,   /groups,          401, 403, 403, 400",
    "PUT,    /groups/1,        401, 403, 403, 400",
    "DELETE, /groups/1,        401, 403, 403, 400",
    "GET,    /numbers,         401, 403, 200, 200",
    "GET,    /numbers/7001,    401, 403, 200, 200",
    "POST,   /numbers,         401, 403, 403, 400",
    "PUT,    /numbers/7001,    401, 403, 403, 400",
    "DELETE, /numbers/7001,    401, 403, 403, 400",
    "GET,    /calls,           401, 403, 200, 200",
    "GET,    /calls/x,         401, 403, 400, 400",
  })
  void isForWhomItIsFor(
      String method, String path, int nobody, int agent, int supervisor, int admin) {
    JsonObject nothing = method.startsWith("P") ? new JsonObject() : null;
    HttpMethod how = HttpMethod.valueOf(method);
    assertThat(node.rest(how, path, null, nothing).status()).isEqualTo(nobody);
    assertThat(node.rest(how, path, "agent3", nothing).status()).isEqualTo(agent);
    assertThat(node.rest(how, path, "supervisor", nothing).status()).isEqualTo(supervisor);
    assertThat(node.rest(how, path, "admin", nothing).status()).isEqualTo(admin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"people", "extensions", "groups", "numbers"})
  void answersAsTheContractSays(String kind) {
    String key = Map.of("people", "username", "groups", "id").getOrDefault(kind, "number");
    JsonObject list = node.rest(GET, "/" + kind, "admin", null).body();
    contract.requireValid(kind, "get", "200", list);
    String first =
        list.getJsonObject("data").getJsonArray(kind).getJsonObject(0).getString(key);
    JsonObject one = node.rest(GET, "/" + kind + "/" + first, "admin", null).body();
    contract.requireValid(kind + "/{key}", "get", "200", one);
    JsonObject same = put(kind + "/" + first, one.getJsonObject("data")).body();
    contract.requireValid(kind + "/{key}", "put", "200", same);
    contract.requireValid(kind, "post", "400", post(kind, new JsonObject()).body());
    contract.requireValid(
        kind + "/{key}",
        "put",
        "409",
        put(kind + "/" + first, one.getJsonObject("data").copy().put("version", 0))
            .body());
  }

  @Test
  void aNewPersonSignsInAndIsOnTheBoardAtOnce() {
    try (BridgePage page = node.watch("supervisor")) {
      JsonObject zhao = new JsonObject()
          .put("username", "zhao")
          .put("nickname", "<b>赵</b>'; drop table people")
          .put("extension", "3001")
          .put("passwordMd5", MD5_OF_ONE);
      assertThat(post("people", zhao).status()).isEqualTo(201);
      join("1", "zhao", 1);

      JsonObject credentials = new JsonObject().put("username", "zhao").put("password", MD5_OF_ONE);
      assertThat(node.rest(POST, "/base/auth", null, credentials).code()).isZero();
      JsonObject row = page.row("agents", "zhao", r -> r.getJsonArray("groups").contains("1"));
      assertThat(row.getString("name")).isEqualTo("<b>赵</b>'; drop table people");
      assertThat(row.getString("extNo")).isEqualTo("3001");
    }
  }

  @Test
  void whatIsWrongIsToldFieldByField() {
    WholeNode.Answer answer = post(
        "people",
        new JsonObject()
            .put("username", "qian")
            .put("extension", "1002")
            .put("roles", new JsonArray().add("boss")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.data().getJsonArray("fields"))
        .containsExactly(new JsonObject()
            .put("field", "roles[0]")
            .put("kind", "malformed")
            .put("problem", "must be agent, supervisor or admin"));
  }

  @Test
  void aWeakPasswordIsToldWithItsLimit() {
    WholeNode.Answer answer =
        post("people", new JsonObject().put("username", "qian").put("password", "1"));

    contract.requireValid("people", "post", "400", answer.body());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.data().getJsonArray("fields"))
        .containsExactly(new JsonObject()
            .put("field", "password")
            .put("kind", "too_short")
            .put("problem", "must have at least 10 characters")
            .put("limit", 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "1", "{", "{\"username\":\"a\",\"username\":\"b\"}"})
  void aBodyThatIsNoObjectIsRefused(String body) {
    assertThat(node.restText(POST, "/people", "admin", body).code()).isEqualTo(1);
  }

  @Test
  void ofTwoAdministratorsTheSecondIsTold() {
    JsonObject seen = read("people/agent20");
    assertThat(put("people/agent20", seen.copy().put("nickname", "first")).status())
        .isEqualTo(200);

    WholeNode.Answer late = put("people/agent20", seen.copy().put("nickname", "second"));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo(11);
    assertThat(read("people/agent20").getString("nickname")).isEqualTo("first");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o'brien/9 50%?#&<i>😀",
        "a/../b",
        "../../etc/passwd",
        "/",
        "\\..\\",
        "%2e%2e",
        "%2F",
        "%",
        "...",
        ".a",
        " ",
        "a+b c",
        ";v=1",
        "{key}",
        ":key",
        "*",
        "_",
        "王芳",
        "key=..&x",
      })
  void aNameOfAnyCharactersIsFoundByItsPath(String name) {
    JsonObject person = new JsonObject().put("username", name).put("password", "long enough");
    assertThat(post("people", person).status()).isEqualTo(201);
    String path = "people/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");

    assertThat(put(path, read(path).put("nickname", "Pat")).data().getString("nickname"))
        .isEqualTo("Pat");
    assertThat(node.rest(DELETE, "/" + path + "?version=2", "admin", null).status())
        .isEqualTo(200);
    assertThat(node.rest(GET, "/" + path, "admin", null).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aNameThatNoPathHoldsIsRefusedAndAnOldOneFoundAllTheSame(String name) {
    JsonObject person = new JsonObject().put("username", name).put("password", "x");
    WholeNode.Answer refused = post("people", person);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.data().getJsonArray("fields").getJsonObject(0).getString("field"))
        .isEqualTo("username");
    node.database("insert into people (username, nickname, password_hash, roles)" + " select '"
        + name + "', 'Dots', password_hash, roles from people where username = 'agent2'");

    String path = "people/_?key=" + name;
    assertThat(read(path).getString("username")).isEqualTo(name);
    assertThat(put(path, read(path).put("nickname", "Pat")).data().getString("nickname"))
        .isEqualTo("Pat");
    assertThat(node.rest(DELETE, "/" + path + "&version=2", "admin", null).status())
        .isEqualTo(200);
    assertThat(node.rest(GET, "/" + path, "admin", null).status()).isEqualTo(404);
  }

  @Test
  void nobodyLocksThemselvesOut() {
    JsonObject me = read("people/admin");
    List.of(
            me.copy().put("enabled", false),
            me.copy().put("roles", new JsonArray().add("agent")),
            without(me, "roles"))
        .forEach(body -> assertThat(put("people/admin", body).status()).isEqualTo(403));
    List.of("/people/admin?", "/people/_?key=admin&")
        .forEach(path -> assertThat(
                node.rest(DELETE, path + "version=" + me.getLong("version"), "admin", null)
                    .status())
            .isEqualTo(403));
    assertThat(read("people/admin")).isEqualTo(me);
  }

  @Test
  void whoIsDisabledIsSentAwayAtOnce() {
    assertThat(node.rest(GET, "/people", "agent21", null).status()).isEqualTo(403);
    put("people/agent21", read("people/agent21").put("enabled", false));
    await()
        .atMost(DEADLINE)
        .until(() -> node.rest(GET, "/people", "agent21", null).status() == 401);
  }

  @Test
  void aMemberWhoIsRemovedWhileRungTalksAllTheSame() {
    group("g1", "7101");
    ready("agent22", "1022", "g1");
    try (BridgePage page = node.watch("supervisor")) {
      CompletableFuture<?> caller = call("7101", "13900000001");
      page.row("agents", "agent22", r -> "RINGING".equals(r.getString("work")));

      leave("g1", "agent22");

      talks(page, "agent22");
      caller.join();
    }
  }

  @Test
  void aGroupForWhichCallersWaitStays() {
    group("g2", "7102");
    try (BridgePage page = node.watch("supervisor")) {
      CompletableFuture<?> caller = call("7102", "13900000002");
      String call = page.row("calls", r -> "g2".equals(r.getString("queueId"))).getString("callId");
      JsonObject number = read("numbers/7102");
      node.rest(DELETE, "/numbers/7102?version=" + number.getLong("version"), "admin", null);
      String gone = "/groups/g2?version=" + read("groups/g2").getLong("version");

      WholeNode.Answer refused = node.rest(DELETE, gone, "admin", null);

      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.body().getString("msg")).contains("callers wait");
      group("g5", "7105");
      ready("agent23", "1023", "g5");
      page.ask(
          "cti.client.call.move",
          new JsonObject().put("callId", call).put("groupId", "g5").put("reason", "g2 closes"));
      page.row("agents", "agent23", r -> "RINGING".equals(r.getString("work")));
      talks(page, "agent23");
      await()
          .atMost(DEADLINE)
          .until(() -> node.rest(DELETE, gone, "admin", null).status() == 200);
      caller.join();
    }
  }

  @Test
  void theFirstLevelIsRungBeforeTheSecond() {
    group("g3", "7103");
    ready("agent24", "1024", "g3");
    ready("agent25", "1025", "g3");
    join("g3", "agent24", 2);
    try (BridgePage page = node.watch("supervisor")) {
      CompletableFuture<?> caller = call("7103", "13900000003");
      page.row("agents", "agent25", r -> "RINGING".equals(r.getString("work")));
      talks(page, "agent25");
      caller.join();
      assertThat(page.saw("agents", "agent24", r -> "RINGING".equals(r.getString("work"))))
          .isFalse();
    }
  }

  @Test
  void aSupervisorGivesACallerToAnAgentOfAnotherGroup() {
    group("g4", "7104");
    ready("agent26", "1026", "2");
    try (BridgePage page = node.watch("supervisor")) {
      CompletableFuture<?> caller = call("7104", "13900000004");
      String call = page.row("calls", r -> "g4".equals(r.getString("queueId"))).getString("callId");
      JsonObject order = new JsonObject().put("callId", call).put("reason", "knows the matter");

      JsonObject refused =
          page.failure("cti.client.call.assign", order.copy().put("agentId", "agent27"));
      page.ask("cti.client.call.assign", order.copy().put("agentId", "agent26"));

      assertThat(refused.getInteger("failureCode")).isIn(3, 4);
      page.row("agents", "agent26", r -> "RINGING".equals(r.getString("work")));
      assertThat(page.failure("cti.client.call.assign", order.copy().put("agentId", "agent2"))
              .getInteger("failureCode"))
          .as("while a phone rings")
          .isEqualTo(4);
      talks(page, "agent26");
      caller.join();
    }
  }

  private void group(String id, String number) {
    assertThat(post("groups", new JsonObject().put("id", id)).status()).isEqualTo(201);
    JsonObject route = new JsonObject().put("number", number).put("group", id);
    assertThat(post("numbers", route).status()).isEqualTo(201);
  }

  private void join(String group, String member, int level) {
    JsonObject seen = read("groups/" + group);
    JsonArray members =
        others(seen, member).add(new JsonObject().put("username", member).put("priority", level));
    assertThat(put("groups/" + group, seen.put("members", members)).status()).isEqualTo(200);
  }

  private void leave(String group, String member) {
    JsonObject seen = read("groups/" + group);
    seen.put("members", others(seen, member));
    assertThat(put("groups/" + group, seen).status()).isEqualTo(200);
  }

  private static JsonArray others(JsonObject group, String member) {
    JsonArray others = new JsonArray();
    group.getJsonArray("members").stream()
        .map(JsonObject.class::cast)
        .filter(each -> !member.equals(each.getString("username")))
        .forEach(others::add);
    return others;
  }

  private void ready(String agent, String extension, String group) {
    join(group, agent, 1);
    node.signIn(agent, extension);
    node.tell(new AgentCommand.GoReady(agent));
  }

  /** And ends the call. */
  private void talks(BridgePage page, String agent) {
    node.tell(new AgentCommand.Offhook(agent));
    page.row("agents", agent, r -> "TALKING".equals(r.getString("work")));
    node.tell(new AgentCommand.HangUp(agent));
  }

  /** Done when it has ended. */
  private CompletableFuture<?> call(String number, String from) {
    return CompletableFuture.supplyAsync(() -> new CommandLine(new CallCommand(System.out))
        .execute(number, "--from", from, "--duration", "60", "--switch", node.simulator()));
  }

  private JsonObject read(String path) {
    return node.rest(GET, "/" + path, "admin", null).data();
  }

  private WholeNode.Answer post(String path, JsonObject body) {
    return node.rest(POST, "/" + path, "admin", body);
  }

  private WholeNode.Answer put(String path, JsonObject body) {
    return node.rest(PUT, "/" + path, "admin", body);
  }

  private static JsonObject without(JsonObject row, String field) {
    JsonObject rest = row.copy();
    rest.remove(field);
    return rest;
  }
}
