package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ctibar.config.Settings;
import org.ctibar.gateway.GatewayVerticle;
import org.ctibar.store.PreparedDatabase;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who may sign in with the password that everybody knows, and when. */
@Tag(Tiers.INTEGRATION)
class DemoSignInTest {
  private static final String WRONG = "{\"code\":7,\"data\":{},\"msg\":\"用户名不存在或者密码错误\"}";
  private static final Map<String, String> BY_PROXY = Map.of("x-forwarded-for", "192.0.2.7");
  private static final String EVERYBODY_KNOWS = "c33367701511b4f6020ec61ded352059";

  @TempDir
  private Path data;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Level usual;
  private Node node;

  @BeforeEach
  void listen() {
    PreparedDatabase.into(data);
    log.start();
    usual = logger().getLevel();
    logger().setLevel(Level.WARN);
    logger().setAdditive(false);
    logger().addAppender(log);
  }

  @AfterEach
  void stop() {
    logger().detachAppender(log);
    logger().setAdditive(true);
    logger().setLevel(usual);
    if (node != null) {
      await(node.stop());
    }
  }

  @Test
  void withoutASettingOnThisMachineOnly() {
    start(Map.of());

    assertThat(signIn(Map.of())).contains("\"code\":0");
    assertThat(signIn(BY_PROXY)).isEqualTo(WRONG);
    assertThat(signIn(Map.of("host", "cti.example.org"))).isEqualTo(WRONG);
    assertThat(log("Demo person"))
        .allMatch(line -> line.contains("user=admin") && !line.contains("example.org"))
        .hasSize(2);
  }

  @Test
  void fromAnywhereIfTheDemoIsOpenAndTheLogWarns() {
    start(Map.of("CTI_DEMO", "open"));

    assertThat(signIn(BY_PROXY)).contains("\"code\":0");
    assertThat(log("Whoever reaches this node")).hasSize(1);
  }

  @Test
  void notAtAllWhileTheDemoIsOff() {
    start(Map.of());
    String token = new JsonObject(signIn(Map.of())).getJsonObject("data").getString("token");
    await(node.stop());

    start(Map.of("CTI_DEMO", "off"));
    assertThat(signIn(Map.of())).isEqualTo(WRONG);
    assertThat(signIn(Map.of("authorization", "Bearer " + token))).contains("\"code\":6");
    assertThat(log("Demo people are disabled")).hasSize(1);
    await(node.stop());

    start(Map.of("CTI_DEMO", "on"));
    assertThat(signIn(Map.of())).contains("\"code\":0");
  }

  private void start(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("CTI_HTTP_PORT", "0");
    environment.put("CTI_DATA_DIR", data.toString());
    environment.put(
        "CTI_PG_PROGRAMS_DIR",
        Path.of("target/postgres-programs").toAbsolutePath().toString());
    node = await(Node.start(
        Path.of("").toAbsolutePath(), Settings.load(Path.of("conf/ctibar.yaml"), environment)));
  }

  private String signIn(Map<String, String> headers) {
    int port = GatewayVerticle.actualPort(node.vertx());
    Buffer credentials = new JsonObject()
        .put("username", "admin")
        .put("password", EVERYBODY_KNOWS)
        .toBuffer();
    var client = node.vertx().createHttpClient();
    return await(client
            .request(HttpMethod.POST, port, "127.0.0.1", "/api/v1/base/auth")
            .compose(request -> {
              headers.forEach(request::putHeader);
              return request.send(credentials).compose(response -> response.body());
            }))
        .toString();
  }

  private List<String> log(String beginning) {
    return log.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.startsWith(beginning))
        .toList();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("org.ctibar");
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
