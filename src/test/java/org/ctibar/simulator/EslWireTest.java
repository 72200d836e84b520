package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The event socket as a client sees it, well-behaved or not. */
class EslWireTest {
  private final Vertx vertx = Vertx.vertx();
  private SimulatedSwitch simulated;
  private int port;

  @BeforeEach
  void start() throws Exception {
    simulated = new SimulatedSwitch(vertx, SimulatorConfig.defaults().withPassword("s3cret"));
    port = simulated.listen(0).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private EslProbe signedIn() throws Exception {
    EslProbe probe = new EslProbe(port);
    assertThat(probe.nextFrame().type()).isEqualTo("auth/request");
    assertThat(probe.command("auth s3cret").replyText()).isEqualTo("+OK accepted");
    return probe;
  }

  @Test
  void wrongPasswordIsRefusedAndTheLinkClosed() throws Exception {
    try (EslProbe probe = new EslProbe(port)) {
      probe.nextFrame();
      assertThat(probe.command("auth ClueCon").replyText()).isEqualTo("-ERR invalid");
      assertThat(probe.nextFrame().type()).isEqualTo("text/disconnect-notice");
      probe.awaitClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"api status", "event json ALL", "bgapi originate user/1001 &park()", "exit"})
  void nothingIsDoneBeforeSigningIn(String command) throws Exception {
    try (EslProbe probe = new EslProbe(port)) {
      probe.nextFrame();
      assertThat(probe.command(command).replyText()).isEqualTo("-ERR command not found");
    }
  }

  @Test
  void unknownThingsAreToldApart() throws Exception {
    try (EslProbe probe = signedIn()) {
      assertThat(probe.command("nonsense").replyText()).isEqualTo("-ERR command not found");
      assertThat(probe.command("filter Unique-ID 1").replyText())
          .isEqualTo("-ERR command not found");
      assertThat(probe.api("system id")).isEqualTo("-ERR system Command not found!\n");
      assertThat(probe.command("event json NOSUCHEVENT").replyText())
          .isEqualTo("-ERR no keywords supplied");
    }
  }

  @Test
  void aNewlineInAnArgumentIsASecondCommand() throws Exception {
    try (EslProbe probe = signedIn()) {
      probe.send("api uuid_exists x\n\napi global_setvar pwn=1\n\n");
      assertThat(probe.nextFrame().body()).isEqualTo("false");
      assertThat(probe.nextFrame().body()).isEqualTo("+OK");
      assertThat(probe.api("global_getvar pwn")).isEqualTo("1");
    }
  }

  @Test
  void endlessCommandIsCutOff() throws Exception {
    try (EslProbe probe = signedIn()) {
      probe.send("api " + "x".repeat(EslRequestReader.MAX_HEAD_BYTES + 1));
      assertThat(probe.nextFrame().type()).isEqualTo("text/disconnect-notice");
      probe.awaitClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "-1", "abc"})
  void senselessLengthIsCutOff(String length) throws Exception {
    try (EslProbe probe = signedIn()) {
      probe.send("sendmsg x\ncontent-length: " + length + "\n\n");
      assertThat(probe.nextFrame().type()).isEqualTo("text/disconnect-notice");
      probe.awaitClosed();
    }
  }

  @Test
  void commandsMayArriveInPiecesAndTogether() throws Exception {
    try (EslProbe probe = signedIn()) {
      for (char c : "noop\r\n\r\napi uuid_exists x\n\n\n\nnoop\n\n".toCharArray()) {
        probe.send(String.valueOf(c));
      }
      assertThat(probe.nextFrame().replyText()).isEqualTo("+OK");
      assertThat(probe.nextFrame().body()).isEqualTo("false");
      assertThat(probe.nextFrame().replyText()).isEqualTo("+OK");
    }
  }

  @Test
  void ownJobNumberComesBackInReplyAndEvent() throws Exception {
    try (EslProbe probe = signedIn()) {
      probe.command("event json BACKGROUND_JOB");
      EslProbe.Frame reply = probe.command("bgapi originate user/4999 &park()\nJob-UUID: my-job");

      assertThat(reply.headers())
          .containsEntry("Job-UUID", "my-job")
          .containsEntry("Reply-Text", "+OK Job-UUID: my-job");
      JsonObject job = probe.awaitEvent("BACKGROUND_JOB", "my-job");
      assertThat(job.getString("_body")).isEqualTo("-ERR SUBSCRIBER_ABSENT\n");
      assertThat(job.getString("Job-Command")).isEqualTo("originate");
    }
  }

  @Test
  void eachClientGetsWhatItAskedFor() throws Exception {
    try (EslProbe jobs = signedIn();
        EslProbe phones = signedIn();
        EslProbe none = signedIn()) {
      jobs.command("event json BACKGROUND_JOB");
      phones.command("event json CUSTOM sofia::register");
      none.command("event json CUSTOM sofia::register");
      assertThat(none.command("noevents").replyText())
          .isEqualTo("+OK no longer listening for events");
      simulated.registerPhone("1047");
      jobs.command("bgapi status\nJob-UUID: j");

      jobs.awaitEvent("BACKGROUND_JOB", "j");
      phones.awaitEvents("a registration", all -> !all.isEmpty());
      assertThat(jobs.awaitEvents("", all -> true)).hasSize(1);
      assertThat(phones.awaitEvents("", all -> true)).hasSize(1);
      assertThat(none.awaitEvents("", all -> true)).isEmpty();
    }
  }

  @Test
  void hostileCallerNamesArriveWhole() throws Exception {
    String name = "x\n\napi global_setvar pwn=1\n\n'O\"Neil, ${x} 王小明";
    try (EslProbe probe = signedIn()) {
      probe.command("event json CHANNEL_PARK");
      String uuid = simulated
          .placeCall(CallerSpec.of("7001", "1380000'1111").withName(name))
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
      JsonObject parked = probe.awaitEvent("CHANNEL_PARK", uuid);
      assertThat(parked.getString("Caller-Caller-ID-Name")).isEqualTo(name);
      assertThat(probe.api("global_getvar pwn")).isEqualTo("-ERR no reply\n");
    }
  }

  @Test
  void exitSaysGoodbye() throws Exception {
    try (EslProbe probe = signedIn()) {
      assertThat(probe.command("exit").replyText()).isEqualTo("+OK bye");
      assertThat(probe.nextFrame().type()).isEqualTo("text/disconnect-notice");
      probe.awaitClosed();
    }
  }
}
