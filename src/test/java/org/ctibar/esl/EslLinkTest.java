package org.ctibar.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EslLinkTest extends LinkFixture {

  @Test
  void comesUpSubscribedToAnExplicitListOfEvents() {
    start(CONFIG);

    assertThat(ups).containsExactly(new LinkUp("core-1", false));
    assertThat(fake.received)
        .filteredOn(c -> c.startsWith("event "))
        .singleElement()
        .asString()
        .startsWith("event json CHANNEL_CREATE ")
        .contains(" CUSTOM sofia::register ")
        .doesNotContain(" ALL");
    assertThat(link.limits()).isEqualTo(new SwitchLimits(500, 2000));
  }

  @Test
  void deliversEventsInOrder() {
    start(CONFIG);

    IntStream.range(0, 2_000)
        .forEach(i -> fake.event(Map.of("Event-Name", "CHANNEL_CREATE", "n", "" + i)));

    await().until(() -> events.size() == 2_000);
    assertThat(events)
        .extracting(e -> Integer.valueOf(e.header("n")))
        .isEqualTo(IntStream.range(0, 2_000).boxed().toList());
  }

  @Test
  void matchesRepliesInOrder() {
    start(CONFIG);
    List<Future<String>> replies = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      fake.replies.put("api echo " + i, "reply " + i + "\n");
      replies.add(link.send(Commands.api("echo", "" + i)));
    }

    get(Future.all(replies));

    assertThat(replies)
        .extracting(Future::result)
        .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "reply " + i).toList());
  }

  @Test
  void tellsWhatTheSwitchRefuses() {
    start(CONFIG);
    fake.replies.put("api uuid_kill x NORMAL_CLEARING", "-ERR No such channel!\n");
    fake.replies.put("api uuid_break", "-USAGE: <uuid> [all]\n");

    assertThat(failure(link.send(Commands.kill("x", "NORMAL_CLEARING"))))
        .hasMessage("-ERR No such channel!")
        .extracting(EslException::kind)
        .isEqualTo(EslException.Kind.REFUSED);
    assertThat(failure(link.send(Commands.api("uuid_break"))).kind())
        .isEqualTo(EslException.Kind.REFUSED);
  }

  @Test
  void backgroundJobsEndWithTheirEvent() {
    start(CONFIG);
    fake.replies.put("bgapi originate {^^;origination_uuid=leg}user/1001 &park()", "later");
    Future<JobResult> job =
        link.background(Commands.originate(new Originate("leg", Map.of(), "user/1001")));

    await().until(() -> fake.received.stream().anyMatch(c -> c.contains("Job-UUID: leg")));
    fake.jobEnds("leg", "-ERR NO_ANSWER\n");

    assertThat(get(job)).isEqualTo(new JobResult("leg", false, "NO_ANSWER"));
    assertThat(events).extracting(EslEvent::jobUuid).containsExactly("leg");
  }

  @Test
  void refusesCommandsWhileDown() {
    link = new EslLink(vertx, fake.address(), CONFIG);

    assertThat(failure(link.send(Commands.status())).kind())
        .isEqualTo(EslException.Kind.NOT_CONNECTED);
  }

  @Test
  void staysAwakeOnlyWhenTold() {
    start(CONFIG);
    assertThat(fake.received).doesNotContain("noop");

    link.keepAwake(true);
    await().until(() -> noops() > 20);
    fake.event(Map.of("Event-Name", "CHANNEL_PARK"));
    await().until(() -> events.size() == 1);

    link.keepAwake(false);
    assertThat(get(link.send(Commands.api("echo", "1")))).isEqualTo("+OK");
    long before = noops();
    assertThat(get(link.send(Commands.api("echo", "2")))).isEqualTo("+OK");
    assertThat(noops()).isLessThanOrEqualTo(before + 1);
    assertThat(downs).isEmpty();
  }

  @Test
  void staysAwakeAfterReconnecting() {
    start(CONFIG);
    link.keepAwake(true);
    await().until(() -> noops() > 5);

    fake.closeAll();
    await().until(() -> ups.size() == 2);

    long before = noops();
    await().until(() -> noops() > before + 5);
  }

  @Test
  void listsTheChannelsThatAreStillThere() {
    start(CONFIG);
    fake.replies.put(
        "api show channels as json",
        "{\"row_count\":2,\"rows\":[{\"uuid\":\"a-1\"},{\"uuid\":\"b-2\"},{\"uuid\":\"x y\"},{}]}");
    fake.replies.put(
        "api uuid_dump a-1 json",
        "{\"Unique-ID\":\"a-1\",\"Call-Direction\":\"inbound\",\"Answer-State\":\"answered\","
            + "\"variable_cti_call\":\"c\",\"variable_bridge_to\":\"z\"}");
    fake.replies.put("api uuid_dump b-2 json", "-ERR No such channel!\n");

    List<ChannelSnapshot> channels = get(link.channels());

    assertThat(channels).hasSize(1);
    ChannelSnapshot channel = channels.get(0);
    assertThat(channel.uuid()).isEqualTo("a-1");
    assertThat(channel.direction()).isEqualTo("inbound");
    assertThat(channel.answered()).isTrue();
    assertThat(channel.variable("cti_call")).isEqualTo("c");
    assertThat(channel.bridgedTo()).isEqualTo("z");
    assertThat(channel.playing()).isFalse();
  }

  @Test
  void listsNothingOnAnIdleSwitch() {
    start(CONFIG);
    fake.replies.put("api show channels as json", "{\"row_count\": 0}\n");

    assertThat(get(link.channels())).isEmpty();
  }

  @Test
  void failsTheListWhenItCannotBeRead() {
    start(CONFIG);
    fake.replies.put("api show channels as json", "what?");

    assertThat(failure(link.channels()).kind()).isEqualTo(EslException.Kind.INVALID);
  }

  @Test
  void takesCommandsFromAnyThread() {
    start(CONFIG);
    List<Future<String>> replies = IntStream.range(0, 200)
        .parallel()
        .mapToObj(i -> {
          fake.replies.put("api echo " + i, "reply " + i);
          return link.send(Commands.api("echo", "" + i));
        })
        .toList();

    get(Future.all(replies));

    assertThat(replies)
        .extracting(Future::result)
        .isEqualTo(IntStream.range(0, 200).mapToObj(i -> "reply " + i).toList());
  }

  private long noops() {
    return fake.received.stream().filter("noop"::equals).count();
  }
}
