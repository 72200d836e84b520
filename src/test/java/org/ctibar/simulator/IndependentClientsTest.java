package org.ctibar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import link.thingscloud.freeswitch.esl.InboundClient;
import link.thingscloud.freeswitch.esl.inbound.option.InboundClientOption;
import link.thingscloud.freeswitch.esl.inbound.option.ServerOption;
import org.ctibar.testing.LeavesThreads;
import org.freeswitch.esl.client.inbound.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two clients that others wrote for FreeSWITCH get along with the simulated switch. Both know plain events
 * only, block for ever on a lost reply (so each call here has a deadline) and deliver events out of order.
 */
@LeavesThreads("the clients do not end their own after close and shutdown")
class IndependentClientsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String LEG = "00000000-0000-4000-8000-0000000000bb";
  private static final String ORIGINATE =
      "{origination_uuid=" + LEG + ",cti_role=agent,sip_auto_answer=true}user/1001 &park()";
  private static final String KINDS = "CHANNEL_CREATE CHANNEL_ANSWER CHANNEL_PARK BACKGROUND_JOB";

  private final Vertx vertx = Vertx.vertx();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
  private int port;

  @BeforeEach
  void start() throws Exception {
    SimulatedSwitch simulated = new SimulatedSwitch(vertx, SimulatorConfig.defaults());
    port = simulated.listen(0).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void orgFreeswitchEslClient() throws Exception {
    Client client = new Client();
    client.addEventListener(new org.freeswitch.esl.client.IEslEventListener() {
      @Override
      public void eventReceived(org.freeswitch.esl.client.transport.event.EslEvent event) {
        note(event.getEventName(), event.getEventHeaders());
      }

      @Override
      public void backgroundJobResultReceived(
          org.freeswitch.esl.client.transport.event.EslEvent event) {
        note(event.getEventName() + " " + event.getEventBodyLines(), event.getEventHeaders());
      }
    });
    within(() -> {
      client.connect("127.0.0.1", port, "ClueCon", 10);
      return null;
    });

    assertThat(
            within(() -> client.sendSyncApiCommand("status", "")).getBodyLines().get(0))
        .startsWith("UP 0 years");
    assertThat(within(() -> client.setEventSubscriptions("plain", KINDS)).isOk())
        .isTrue();
    assertThat(within(() -> client.sendAsyncApiCommand("originate", ORIGINATE)))
        .matches("[0-9a-f-]{36}");
    awaitTheCall();
    within(client::close);
  }

  @Test
  void linkThingscloudFreeswitchEsl() throws Exception {
    InboundClientOption option = new InboundClientOption();
    option.defaultPassword("ClueCon").addServerOption(new ServerOption("127.0.0.1", port));
    option.addListener(new link.thingscloud.freeswitch.esl.IEslEventListener() {
      @Override
      public void eventReceived(
          String addr, link.thingscloud.freeswitch.esl.transport.event.EslEvent event) {
        note(event.getEventName(), event.getEventHeaders());
      }

      @Override
      public void backgroundJobResultReceived(
          String addr, link.thingscloud.freeswitch.esl.transport.event.EslEvent event) {
        note(event.getEventName() + " " + event.getEventBodyLines(), event.getEventHeaders());
      }
    });
    InboundClient client = InboundClient.newInstance(option);
    client.start();
    try {
      String addr = "127.0.0.1:" + port;
      await()
          .atMost(DEADLINE)
          .ignoreExceptions()
          .until(() -> within(() -> client
                  .sendSyncApiCommand(addr, "status", "", 1_000L)
                  .getBodyLines()
                  .get(0))
              .startsWith("UP 0 years"));
      assertThat(
              within(() -> client.setEventSubscriptions(addr, "plain", KINDS)).isOk())
          .isTrue();
      assertThat(within(() -> client.sendAsyncApiCommand(addr, "originate", ORIGINATE)))
          .matches("[0-9a-f-]{36}");
      awaitTheCall();
    } finally {
      client.shutdown();
    }
  }

  private void awaitTheCall() {
    await()
        .atMost(DEADLINE)
        .until(() -> seen.containsAll(List.of(
            "CHANNEL_CREATE",
            "CHANNEL_ANSWER",
            "CHANNEL_PARK",
            "BACKGROUND_JOB [+OK " + LEG + "]")));
    assertThat(headers)
        .anySatisfy(event -> assertThat(event)
            .containsEntry("Event-Name", "CHANNEL_PARK")
            .containsEntry("Unique-ID", LEG)
            .containsEntry("variable_cti_role", "agent")
            .containsEntry("Answer-State", "answered"));
  }

  private void note(String what, Map<String, String> eventHeaders) {
    headers.add(eventHeaders);
    seen.add(what);
  }

  private static <T> T within(Callable<T> call) throws Exception {
    return CompletableFuture.supplyAsync(() -> {
          try {
            return call.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        })
        .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }
}
