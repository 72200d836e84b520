package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a page learns that it is the phone. */
class PagePhoneTest {
  private static final String BROWSER = "5b0f7c1e-6a52-4a0e-9d7e-2f7f3b1c9a44";
  private static final String HA1 = "cfed182d155492e048920ca9baa12d31";
  private static final SipConfig SIP = new SipConfig(
      Optional.of("sip.example.org"),
      List.of("wss://fs1.example.org:7443", "wss://fs2.example.org:7443"),
      List.of(
          IceServer.parse("stun:stun.example.org:3478"),
          IceServer.parse("turn:turn.example.org:3478?transport=tcp agents s3cret")),
      "cti-phones");

  private TestGateway gateway;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aPageThatIsThePhoneIsToldHowToRegister() {
    start(SIP);
    have(new Phone("1001", "admin", Phone.Kind.WEBRTC, Optional.of(HA1)));

    JsonObject reply = ask("admin");

    assertThat(reply.getInteger("code")).isZero();
    assertThat(reply.getJsonObject("data"))
        .isEqualTo(new JsonObject()
            .put("type", "webrtc")
            .put("uri", "sip:1001@sip.example.org")
            .put("user", "1001")
            .put("realm", "sip.example.org")
            .put("ha1", HA1)
            .put(
                "servers",
                new JsonArray().add("wss://fs1.example.org:7443").add("wss://fs2.example.org:7443"))
            .put(
                "iceServers",
                new JsonArray()
                    .add(new JsonObject().put("urls", "stun:stun.example.org:3478"))
                    .add(new JsonObject()
                        .put("urls", "turn:turn.example.org:3478?transport=tcp")
                        .put("username", "agents")
                        .put("credential", "s3cret"))));
  }

  @Test
  void anAddressHasNoSharp() {
    start(SIP);
    gateway.accounts.add(new Account("odd", "odd", "*9#", List.of("agent"), true, 0));
    have(new Phone("*9#", "odd", Phone.Kind.WEBRTC, Optional.of(HA1)));

    JsonObject data = ask("odd").getJsonObject("data");

    assertThat(data.getString("uri")).isEqualTo("sip:*9%23@sip.example.org");
    assertThat(data.getString("user")).isEqualTo("*9#");
  }

  @Test
  void aDeskPhoneNeedsNothing() {
    start(SIP);
    have(new Phone("1001", "admin", Phone.Kind.DESK, Optional.of(HA1)));

    assertThat(ask("admin").getJsonObject("data")).isEqualTo(new JsonObject().put("type", "desk"));
    assertThat(ask("agent2").getJsonObject("data"))
        .as("an extension that the directory does not know")
        .isEqualTo(new JsonObject().put("type", "desk"));
  }

  @Test
  void nobodyIsToldAnotherPersonsSecret() {
    start(SIP);
    have(new Phone("1001", "admin", Phone.Kind.WEBRTC, Optional.of(HA1)));
    TestPage page = TestPage.of(gateway, "agent2", BROWSER);

    page.command("phone", new JsonObject().put("user", "admin").put("extension", "1001"));

    assertThat(page.reply().getJsonObject("data")).isEqualTo(new JsonObject().put("type", "desk"));
  }

  @Test
  void anExtensionThatPassedToSomebodyElseIsNoLongerTheirs() {
    start(SIP);
    have(new Phone("1001", "admin", Phone.Kind.WEBRTC, Optional.of(HA1)));
    TestPage page = TestPage.signedIn(gateway, "admin", BROWSER);
    gateway.accounts.add(new Account("admin", "admin", "1007", List.of("agent"), true, 0));

    page.command("phone");

    assertThat(page.reply().encode()).contains("desk").doesNotContain(HA1);
  }

  @Test
  void aRevokedSessionIsToldNothing() {
    start(SIP);
    have(new Phone("1001", "admin", Phone.Kind.WEBRTC, Optional.of(HA1)));
    TestPage page = TestPage.of(gateway, "admin", BROWSER);
    gateway.accounts.people.put(
        "admin", new Account("admin", "admin", "1001", List.of("agent"), false, 0));

    page.command("phone");

    assertThat(page.reply().getInteger("code")).isEqualTo(6);
  }

  @Test
  void peopleWithoutAnExtensionHaveNoPhone() {
    start(SIP);

    assertThat(ask("supervisor").getInteger("code")).isEqualTo(5);
  }

  @Test
  void whatIsMissingIsNamed() {
    start(SipConfig.NONE);
    have(new Phone("1001", "admin", Phone.Kind.WEBRTC, Optional.of(HA1)));

    JsonObject reply = ask("admin");

    assertThat(reply.getInteger("code")).isEqualTo(13);
    assertThat(reply.getString("msg")).contains("sip.domain");
  }

  @Test
  void aPhoneWhoseAccountIsOfAnotherDomainCannotRegister() {
    start(SIP);
    have(new Phone("1001", "admin", Phone.Kind.WEBRTC, Optional.empty()));

    assertThat(ask("admin").getInteger("code")).isEqualTo(13);
  }

  private void start(SipConfig sip) {
    gateway = new TestGateway(
        new GatewayConfig(TestGateway.http("*"), TestGateway.WS, sip, SwitchAccess.OFF), 1);
  }

  private void have(Phone phone) {
    gateway.accounts.phones.put(phone.extension(), phone);
  }

  private JsonObject ask(String user) {
    TestPage page = TestPage.of(gateway, user, BROWSER);
    page.command("phone");
    return page.reply();
  }
}
