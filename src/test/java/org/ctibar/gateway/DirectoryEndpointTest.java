package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ctibar.testing.Logged;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mod_xml_curl is told. The requests have the fields that FreeSWITCH 1.11.1 sends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryEndpointTest {
  private static final String PATH = "/freeswitch/directory";
  private static final String SECRET = "a secret: of switches";
  private static final String HA1 = "cfed182d155492e048920ca9baa12d31";
  private static final String NOT_FOUND = """
      <?xml version="1.0" encoding="UTF-8"?>
      <document type="freeswitch/xml">
      <section name="result">
      <result status="not found"/></section></document>""";
  private static final SipConfig SIP =
      new SipConfig(Optional.of("sip.example.org"), List.of(), List.of(), "cti-phones");

  private TestGateway gateway;
  private WebClient web;

  @BeforeAll
  void start() {
    gateway = gateway(new SwitchAccess(SECRET, List.of("127.0.0.1", "192.0.2.7")));
    web = WebClient.create(gateway.vertx);
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @BeforeEach
  void phones() {
    gateway.accounts.phones.clear();
    add(new Phone("2001", "王芳", Phone.Kind.DESK, Optional.of(HA1)));
    add(new Phone("2002", "li", Phone.Kind.DESK, Optional.empty()));
  }

  @Test
  void aPhoneIsToldWithItsSecretAndHowToReachIt() {
    HttpResponse<Buffer> response = ask(signIn("2001", "sip.example.org"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("content-type")).startsWith("text/xml");
    assertThat(response.bodyAsString()).isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <document type="freeswitch/xml">
            <section name="directory">
            <domain name="sip.example.org">
            <groups>
            <group name="ctibar">
            <users>
            <user id="2001">
            <params>
            <param name="a1-hash" value="cfed182d155492e048920ca9baa12d31"/>
            <param name="allow-empty-password" value="false"/>
            <param name="dial-string" value="{^^:sip_invite_domain=${dialed_domain}:presence_id=${dialed_user}@${dialed_domain}}${sofia_contact(*/${dialed_user}@${dialed_domain})}"/></params>
            <variables>
            <variable name="user_context" value="cti-phones"/>
            <variable name="effective_caller_id_name" value="王芳"/>
            <variable name="effective_caller_id_number" value="2001"/></variables></user></users></group></groups></domain></section></document>""");
  }

  /** FreeSWITCH lets anybody in as a user whose document has no password, and compares the domain letter by letter. */
  @ParameterizedTest
  @ValueSource(strings = {"user_call", "reverse-auth-lookup", "jsonrpc-authenticate", ""})
  void whateverItIsAskedForThePasswordIsThere(String action) {
    MultiMap form = signIn("2001", "SIP.Example.org").set("action", action);

    assertThat(ask(form).bodyAsString())
        .contains("<domain name=\"SIP.Example.org\">", "<param name=\"a1-hash\" value=\"" + HA1);
  }

  @ParameterizedTest
  @CsvSource({
    "2002, sip.example.org", // known, but FreeSWITCH has its account elsewhere
    "2003, sip.example.org",
    "2001, other.example.org",
    "2001, ''",
    "'', sip.example.org",
  })
  void anybodyElseIsNotFound(String user, String domain) {
    assertNotFound(ask(signIn(user, domain)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001\" /><user id=\"2001",
        "2001'--",
        "2001\r\n",
        " 2001",
        "2001@sip.example.org",
        "<X-PRE-PROCESS cmd=\"exec\" data=\"id\"/>",
        "${system(id)}",
        "&#x32;001",
        "\u0000",
        "２００１",
      })
  void hostileNamesAreNobody(String user) {
    assertNotFound(ask(signIn(user, "sip.example.org")));
    assertNotFound(ask(signIn("2001", user)));
  }

  /** It writes key_value as the phone sent it, so a phone can put fields of its own before those of FreeSWITCH. */
  @Test
  void fieldsThatAPhoneSmuggledInDoNotCount() {
    String smuggled = "hostname=fs1&section=directory&tag_name=domain&key_name=name"
        + "&key_value=x&user=2001&domain=sip.example.org"
        + "&action=sip_auth&user=2009&domain=x%26user%3D2001%26domain%3Dsip.example.org";

    assertNotFound(send(request(), smuggled));
  }

  /** FreeSWITCH drops every line that has this or a declaration in it. */
  @Test
  void aNameThatFreeSwitchStumblesOverTakesNothingWithIt() {
    add(new Phone("2001", "X-Pre-Process <?", Phone.Kind.DESK, Optional.of(HA1)));

    List<String> lines = ask(signIn("2001", "sip.example.org"))
        .bodyAsString()
        .lines()
        .filter(line -> line.contains("X-Pre-Process") || line.contains("<?"))
        .toList();

    assertThat(lines)
        .containsExactly(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<variable name=\"effective_caller_id_name\" value=\"X-Pre-Process &lt;?\"/>");
  }

  @Test
  void whatANameHoldsStaysAName() throws Exception {
    String name = "<b a='1'>\" & ]]> Ünï 😀";
    add(new Phone("2001", name, Phone.Kind.DESK, Optional.of(HA1)));

    byte[] document = ask(signIn("2001", "sip.example.org")).body().getBytes();

    var variables = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(document))
        .getElementsByTagName("variable");
    assertThat(variables.item(1).getAttributes().getNamedItem("value").getNodeValue())
        .isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "section=directory&purpose=gateways&profile=internal",
        "section=directory&tag_name=domain&key_name=name&key_value=sip.example.org"
            + "&domain=sip.example.org&purpose=network-list",
        "section=directory&domain=sip.example.org&group=support&action=group_call",
        "section=dialplan&user=2001&domain=sip.example.org",
        "section=configuration&key_value=sofia.conf",
        "section=",
      })
  void otherQuestionsAreLeftToFreeSwitchItself(String form) {
    assertNotFound(send(request(), form));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "user=2001&domain=sip.example.org", "{\"section\":\"directory\"}"})
  void whatIsNoQuestionIsRefused(String body) {
    assertRefused(send(request(), body), 400);
  }

  @Test
  void aFormThatCannotBeDecodedIsRefused() {
    assertRefused(send(request(), "section=directory&user=%zz"), 400);
    assertRefused(send(request(), "section=directory&user=" + "9".repeat(20_000)), 400);
  }

  @Test
  void aLargeBodyIsRefused() {
    assertRefused(send(request(), "section=directory&" + "x=1&".repeat(20_000)), 413);
  }

  @Test
  void onlyPostIsPossible() {
    HttpResponse<Buffer> response = TestGateway.wait(
        web.request(HttpMethod.GET, gateway.port, "127.0.0.1", PATH).send());

    assertThat(response.statusCode()).isEqualTo(405);
  }

  @Test
  void guessesAreBoundedToldAndCountedAndLockNobodyElseOut() {
    try (Logged logged = Logged.of(SecretGuesses.class);
        TestGateway fresh = gateway(new SwitchAccess(SECRET, List.of()))) {
      for (int i = 0; i < SecretGuesses.MOST; i++) {
        assertRefused(send(guess(fresh, "guess " + i + " of a secret"), "section=directory"), 401);
      }
      assertRefused(send(guess(fresh, SECRET), "section=directory"), 429);
      assertNotFound(send(
          guess(fresh, SECRET).putHeader("x-forwarded-for", "192.0.2.7"), "section=directory"));

      assertThat(logged.lines())
          .hasSize(SecretGuesses.MOST)
          .allMatch("Wrong secret setting=freeswitch.secret address=203.0.113.9"::equals);
      assertThat(fresh.services.meters().scrape())
          .contains(
              "ctibar_secrets_refused_total{outcome=\"wrong\",setting=\"freeswitch.secret\"} 10.0",
              "ctibar_secrets_refused_total{outcome=\"throttled\",setting=\"freeswitch.secret\"} 1.0");
    }
  }

  private HttpRequest<Buffer> guess(TestGateway fresh, String secret) {
    return web.post(fresh.port, "127.0.0.1", PATH)
        .putHeader("x-forwarded-for", "203.0.113.9")
        .basicAuthentication("freeswitch", secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic !",
        "Basic YSBzZWNyZXQ6IG9mIHN3aXRjaGVz",
        "Bearer a secret: of switches",
        "Basic ZnJlZXN3aXRjaDo=",
      })
  void withoutTheSecretNothingIsTold(String authorization) {
    HttpResponse<Buffer> response = send(
        web.post(gateway.port, "127.0.0.1", PATH).putHeader("authorization", authorization),
        "section=directory");

    assertRefused(response, 401);
    assertThat(response.getHeader("www-authenticate")).startsWith("Basic");
  }

  @Test
  void otherAddressesAreRefusedThoughTheyKnowTheSecret() {
    assertRefused(
        send(request().putHeader("x-forwarded-for", "198.51.100.1"), "section=directory"), 403);
    assertNotFound(send(request().putHeader("x-forwarded-for", "192.0.2.7"), "section=directory"));
  }

  @Test
  void withoutASecretThereIsNoSuchPath() {
    try (TestGateway closed = gateway(SwitchAccess.OFF)) {
      HttpResponse<Buffer> response = TestGateway.wait(web.post(closed.port, "127.0.0.1", PATH)
          .basicAuthentication("freeswitch", "")
          .sendForm(signIn("2001", "sip.example.org")));

      assertThat(response.statusCode()).isEqualTo(404);
    }
  }

  private static TestGateway gateway(SwitchAccess access) {
    return new TestGateway(
        new GatewayConfig(TestGateway.http("*"), TestGateway.WS, SIP, access), 1);
  }

  private void add(Phone phone) {
    gateway.accounts.phones.put(phone.extension(), phone);
  }

  private static MultiMap signIn(String user, String domain) {
    return MultiMap.caseInsensitiveMultiMap()
        .add("hostname", "fs1")
        .add("section", "directory")
        .add("tag_name", "domain")
        .add("key_name", "name")
        .add("key_value", domain)
        .add("Event-Name", "REQUEST_PARAMS")
        .add("action", "sip_auth")
        .add("sip_profile", "internal")
        .add("sip_user_agent", "phone & co")
        .add("sip_auth_username", user)
        .add("sip_auth_method", "REGISTER")
        .add("key", "id")
        .add("user", user)
        .add("domain", domain)
        .add("ip", "198.51.100.9");
  }

  private HttpRequest<Buffer> request() {
    return web.post(gateway.port, "127.0.0.1", PATH).basicAuthentication("freeswitch", SECRET);
  }

  private HttpResponse<Buffer> ask(MultiMap form) {
    return TestGateway.wait(request().sendForm(form));
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request, String body) {
    return TestGateway.wait(request
        .putHeader("content-type", "application/x-www-form-urlencoded")
        .sendBuffer(Buffer.buffer(body)));
  }

  private static void assertNotFound(HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.bodyAsString()).isEqualTo(NOT_FOUND);
  }

  private static void assertRefused(HttpResponse<Buffer> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.bodyAsString()).doesNotContain("<", SECRET, HA1).endsWith("\n");
  }
}
