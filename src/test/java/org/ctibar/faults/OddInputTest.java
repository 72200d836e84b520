package org.ctibar.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ctibar.outside.Node;
import org.ctibar.testing.Seeds;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in: no answer is our fault, no stack in the log, and strangers change nothing. */
@Tag(Tiers.INTEGRATION)
@Tag(Tiers.SEEDS)
class OddInputTest {
  private static final int REQUESTS = Seeds.count(60_000) / 3;
  private static final int FRAMES = Seeds.count(40_000) / 2;
  private static final int REQUESTS_A_CONNECTION = 50;
  private static final int FRAMES_A_CONNECTION = 25;
  private static final int READ_MS = 30_000;
  private static final long SEED = 14;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

  private static Fleet fleet;
  private static Node node;

  @BeforeAll
  static void start() throws IOException {
    fleet = new Fleet(List.of(Fleet.Make.ALL), Map.of("CTI_WS_FRAMES_PER_SECOND", "10000"));
    node = fleet.node(0);
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "agent2", "admin"})
  void noRequestIsAnsweredWithAFaultOfOurs(String user) throws Exception {
    String headers =
        user.isEmpty() ? "" : "Authorization: Bearer " + node.tokens().of(user) + "\r\n";
    String before = directory();
    OddInput input = new OddInput(SEED + user.length());
    for (int sent = 0; sent < REQUESTS; sent += REQUESTS_A_CONNECTION) {
      ByteArrayOutputStream requests = new ByteArrayOutputStream();
      for (int i = 0; i < REQUESTS_A_CONNECTION; i++) {
        requests.write(input.request(headers));
      }
      assertThat(statuses(requests.toByteArray()))
          .as("requests %d to %d of %s", sent, sent + REQUESTS_A_CONNECTION, user)
          .allMatch(status -> status < 500);
    }
    if (!user.equals("admin")) {
      assertThat(directory()).isEqualTo(before);
    }
    noStackIsLogged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "agent3"})
  void noFrameIsAnsweredWithAFaultOfOurs(String user) throws Exception {
    OddInput input = new OddInput(SEED + 100 + user.length());
    for (int sent = 0; sent < FRAMES; sent += FRAMES_A_CONNECTION) {
      WebSocket socket = node.connect().await(READ_MS, TimeUnit.MILLISECONDS);
      Buffer heard = Buffer.buffer();
      Promise<Void> closed = Promise.promise();
      socket.textMessageHandler(heard::appendString);
      socket.closeHandler(v -> closed.tryComplete());
      if (!user.isEmpty()) {
        socket.writeTextMessage(auth(user));
      }
      for (int i = 0; i < FRAMES_A_CONNECTION; i++) {
        socket.writeTextMessage(input.frame());
      }
      socket.close();
      closed.future().await(READ_MS, TimeUnit.MILLISECONDS);
      assertThat(heard.toString())
          .as("frames %d to %d of %s", sent, sent + FRAMES_A_CONNECTION, user)
          .doesNotContain("\"code\":50,");
    }
    noStackIsLogged();
  }

  /** The connection that ends early is an answer, too: some requests are no HTTP. */
  private static List<Integer> statuses(byte[] requests) throws IOException {
    URI uri = URI.create(node.url());
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(READ_MS);
      socket.getOutputStream().write(requests);
      socket
          .getOutputStream()
          .write("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().transferTo(heard);
    } catch (SocketException reset) {
      // what came before counts
    }
    return STATUS
        .matcher(heard.toString(StandardCharsets.ISO_8859_1))
        .results()
        .map(MatchResult::group)
        .map(line -> Integer.parseInt(line.substring(9, 12)))
        .toList();
  }

  private static String auth(String user) {
    return new JsonObject()
        .put("type", "auth")
        .put("id", "a")
        .put("token", node.tokens().of(user))
        .put("browser", "odd")
        .encode();
  }

  /** All that REST can change. */
  private static String directory() throws Exception {
    StringBuilder all = new StringBuilder();
    for (String kind : List.of("people", "extensions", "groups", "numbers")) {
      HttpRequest request = HttpRequest.newBuilder(
              URI.create(node.url() + "/api/v1/" + kind + "?limit=500"))
          .header("Authorization", "Bearer " + node.tokens().of("admin"))
          .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      all.append(answer.body());
    }
    return all.toString();
  }

  private static void noStackIsLogged() throws IOException {
    Path log = Path.of("target", Fleet.FOLDER, "n1", "node.log");
    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.startsWith("\tat "))
        .isEmpty();
  }
}
