package org.ctibar.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EslLinkFailureTest extends LinkFixture {

  @Test
  void comesBackWhenTheSwitchClosesAndTellsThatItIsTheSameRun() {
    start(CONFIG);

    fake.closeAll();

    await().until(() -> ups.size() == 2);
    assertThat(downs).containsExactly("closed by the switch");
    assertThat(ups.get(1)).isEqualTo(new LinkUp("core-1", false));
    fake.event(Map.of("Event-Name", "CHANNEL_PARK"));
    await().until(() -> events.size() == 1);
  }

  @Test
  void tellsThatTheSwitchWasRestarted() {
    start(CONFIG);

    fake.coreUuid = "core-2";
    fake.closeAll();

    await().until(() -> ups.size() == 2);
    assertThat(ups.get(1)).isEqualTo(new LinkUp("core-2", true));
    assertThat(link.coreUuid()).isEqualTo("core-2");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneDeadConnectionEndsBoth(int connection) {
    start(CONFIG);
    List<NetSocket> both = List.copyOf(fake.sockets);

    both.get(connection).close();

    await().until(() -> ups.size() == 2);
    assertThat(fake.sockets).hasSize(2).doesNotContainAnyElementsOf(both);
  }

  @Test
  void waitsForASwitchThatIsNotThereYet() {
    get(fake.stop());
    Future<Void> started = begin(CONFIG, fake.address());
    await().until(() -> !downs.isEmpty());
    assertThat(started.isComplete()).isFalse();

    get(fake.listen());

    get(started);
    assertThat(link.isUp()).isTrue();
    assertThat(downs).as("the same reason is told once").doesNotHaveDuplicates();
  }

  @Test
  void tellsTheReasonBeforeItFailsWhatWaits() {
    start(CONFIG);
    fake.replies.put("api status", FakeSwitch.SILENCE);
    fake.replies.put("bgapi originate {^^;origination_uuid=leg}user/1001 &park()", "later");
    List<String> order = new CopyOnWriteArrayList<>();
    link.onDown(reason -> order.add("down"));
    Future<JobResult> job = link.background(
            Commands.originate(new Originate("leg", Map.of(), "user/1001")))
        .onFailure(e -> order.add("job"));
    Future<String> command = link.send(Commands.status()).onFailure(e -> order.add("command"));
    await().until(() -> fake.received.contains("api status"));

    fake.closeAll();

    assertThat(failure(command).kind()).isEqualTo(EslException.Kind.NOT_CONNECTED);
    assertThat(failure(job).kind()).isEqualTo(EslException.Kind.NOT_CONNECTED);
    assertThat(order).startsWith("down").containsExactlyInAnyOrder("down", "command", "job");
  }

  @Test
  void aPeerThatClosesInMidReplyFailsTheCommand() {
    start(CONFIG);
    fake.replies.put("api status", FakeSwitch.SILENCE);
    Future<String> reply = link.send(Commands.status());
    await().until(() -> fake.received.contains("api status"));
    NetSocket socket = fake.commandSocket();

    socket
        .write("Content-Type: api/response\nContent-Length: 100\n\n+OK")
        .onComplete(written -> socket.close());

    assertThat(failure(reply).kind()).isEqualTo(EslException.Kind.NOT_CONNECTED);
    await().until(() -> ups.size() == 2);
  }

  @Test
  void aLateReplyIsNotTakenForTheNextOne() {
    start(withReplyTimeout(500));
    fake.replies.put("api status", FakeSwitch.SILENCE);
    fake.replies.put("api echo 2", FakeSwitch.SILENCE);
    assertThat(failure(link.send(Commands.status())).kind()).isEqualTo(EslException.Kind.TIMEOUT);

    Future<String> next = link.send(Commands.api("echo", "2"));
    await().until(() -> fake.received.contains("api echo 2"));
    fake.rawReply(response("to status").appendBuffer(response("2\n")));

    assertThat(get(next)).isEqualTo("2");
    assertThat(link.staleReplies()).isEqualTo(1);
    assertThat(ups).hasSize(1);
  }

  @Test
  void aSwitchThatNeverRepliesIsLeft() {
    start(withReplyTimeout(100));
    fake.replies.put("api status", FakeSwitch.SILENCE);

    assertThat(failure(link.send(Commands.status())).kind()).isEqualTo(EslException.Kind.TIMEOUT);

    await().until(() -> ups.size() == 2);
    assertThat(downs).containsExactly("no reply for 300 ms");
  }

  @Test
  void aSilentSwitchIsLeft() {
    start(new EslConfig(1_000, 1_000, 10, 50, 200, 2, 10, 1024 * 1024));

    await().until(() -> ups.size() == 2);

    assertThat(downs.get(0)).isEqualTo("silent for 200 ms");
  }

  @Test
  void aReplyThatNobodyAskedForEndsTheLink() {
    start(CONFIG);

    fake.rawReply(response("+OK"));

    await().until(() -> ups.size() == 2);
    assertThat(downs.get(0)).startsWith("broken stream");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1048577\nContent-Type: text/event-json\n\n",
        "Content-Length: nine\n\n",
        "Content-Type: text/disconnect-notice\nContent-Length: 0\n\n",
        "Content-Type: auth/request\n\n",
      })
  void aStreamThatCannotGoOnEndsTheLink(String wire) {
    start(CONFIG);

    fake.raw(Buffer.buffer(wire));

    await().until(() -> ups.size() == 2);
  }

  @Test
  void badEventsDoNotEndTheLink() {
    start(CONFIG);
    String gbk = "{\"Event-Name\":\"CHANNEL_PARK\",\"Caller-Caller-ID-Name\":\"王小明\"}";

    fake.eventBytes(gbk.getBytes(Charset.forName("GBK")));
    fake.eventBytes("{\"Event-Name\":".getBytes(StandardCharsets.UTF_8));
    fake.eventBytes("nonsense".getBytes(StandardCharsets.UTF_8));
    fake.eventBytes(new byte[0]);
    fake.raw(Buffer.buffer("Content-Type: log/data\nContent-Length: 3\n\nabc"));
    fake.raw(Buffer.buffer("Content-Type: text/event-new\nX: y\n\n"));
    fake.event(Map.of("Event-Name", "CHANNEL_CREATE", "X-Many", List.of("1", "2")));

    await().until(() -> events.size() == 2);
    assertThat(events).extracting(EslEvent::name).containsExactly("CHANNEL_PARK", "CHANNEL_CREATE");
    assertThat(events.get(1).headers("X-Many")).containsExactly("1", "2");
    assertThat(link.unreadableEvents()).isEqualTo(3);
    assertThat(downs).isEmpty();
  }

  @Test
  void aHandlerThatThrowsDoesNotEndTheLink() {
    start(CONFIG);
    link.onEvent(event -> {
      events.add(event);
      throw new IllegalStateException("handler");
    });

    fake.event(Map.of("Event-Name", "CHANNEL_PARK"));
    fake.event(Map.of("Event-Name", "CHANNEL_PARK"));

    await().until(() -> events.size() == 2);
    assertThat(get(link.send(Commands.api("echo", "1")))).isEqualTo("+OK");
  }

  @Test
  void aWrongPasswordIsNamedAndNotTriedOverAndOver() {
    SwitchAddress right = fake.address();
    begin(
        new EslConfig(1_000, 1_000, 10, 60_000, 60_000, 2, 10, 1024 * 1024),
        new SwitchAddress("fs1", right.host(), right.port(), "guess"));

    await().until(() -> !downs.isEmpty());

    assertThat(downs).containsExactly("wrong password");
    assertThat(fake.received).containsOnly("auth guess").hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void anAccessListThatRefusesUsIsNamed() {
    fake.greeting = socket -> {
      socket.end(Buffer.buffer(
          "Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n"));
      return false;
    };

    begin(CONFIG, fake.address());

    await().until(() -> !downs.isEmpty());
    assertThat(downs).containsExactly("refused by the switch's access list");
  }

  @Test
  void aPeerThatSaysNothingIsLeft() {
    fake.greeting = socket -> false;
    begin(new EslConfig(1_000, 100, 10, 50, 60_000, 2, 10, 1024 * 1024), fake.address());

    await().until(() -> !downs.isEmpty());

    assertThat(downs).containsExactly("no sign-in in time");
  }

  @Test
  void closeEndsWhatWaitsAndDoesNotComeBack() {
    start(CONFIG);
    fake.replies.put("api status", FakeSwitch.SILENCE);
    fake.replies.put("noop", FakeSwitch.SILENCE);
    Future<String> waiting = link.send(Commands.status());

    get(link.close());

    assertThat(failure(waiting).kind()).isEqualTo(EslException.Kind.NOT_CONNECTED);
    assertThat(link.isUp()).isFalse();
    await().until(() -> fake.sockets.isEmpty());
    assertThat(ups).hasSize(1);
  }

  @Test
  void closeWaitsForTheAnswerToWhatWasSent() {
    start(CONFIG);
    Future<String> asked = link.send(Commands.status());

    get(link.close());

    assertThat(asked.succeeded()).isTrue();
  }

  private static EslConfig withReplyTimeout(int ms) {
    return new EslConfig(ms, 1_000, 10, 50, 60_000, 2, 10, 1024 * 1024);
  }

  private static Buffer response(String body) {
    return Buffer.buffer(
        "Content-Type: api/response\nContent-Length: " + body.length() + "\n\n" + body);
  }
}
