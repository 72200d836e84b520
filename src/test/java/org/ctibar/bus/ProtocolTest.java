package org.ctibar.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.queue.QueueCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
  private static final String LEAVE = Json.encode(new QueueCommand.Leave("call"));

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private String asked(DeliveryOptions options) throws Exception {
    Topics.QUEUE_COMMAND.serve(vertx, "1", command -> Future.succeededFuture());
    Message<String> answer =
        get(vertx.eventBus().request("cti.queue.command.1", LEAVE, options.addHeader("id", "1")));
    return answer.body();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "2"})
  void neighboursUnderstandEachOther(String spoken) throws Exception {
    assertThat(asked(new DeliveryOptions().addHeader("protocol", spoken))).contains("\"code\":0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "99", "-1", "one", ""})
  void whoSpeaksTooDifferentlyIsRefusedByName(String spoken) throws Exception {
    assertThat(asked(new DeliveryOptions().addHeader("protocol", spoken)))
        .contains("speaks protocol " + spoken);
  }

  @Test
  void whoSaysNothingIsRefused() throws Exception {
    assertThat(asked(new DeliveryOptions())).contains("does not understand");
  }

  @Test
  void fieldsOfANewerVersionAreLeftOut() {
    String newer = "{\"type\":\"leave\",\"callId\":\"c\",\"since\":{\"version\":2}}";

    assertThat(Json.decode(newer, QueueCommand.class)).isEqualTo(new QueueCommand.Leave("c"));
  }

  @Test
  void wordsOfANewerVersionAreRefused() {
    assertThatThrownBy(() -> Json.decode("{\"type\":\"sing\"}", QueueCommand.class))
        .isInstanceOfSatisfying(
            CtiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
  }

  @Test
  void newsThatAreNotUnderstoodAreLeftOutAndTheNextAreHeard() {
    List<AgentChanged> heard = new CopyOnWriteArrayList<>();
    Topics.AGENT_CHANGED.subscribe(vertx, "", heard::add);

    vertx
        .eventBus()
        .publish("cti.agent.changed", "{}", new DeliveryOptions().addHeader("protocol", "99"));
    AgentChanged understood = new AgentChanged("alice", 1, true, 1);
    Topics.AGENT_CHANGED.publish(vertx, "", understood);

    await().until(() -> !heard.isEmpty());
    assertThat(heard).containsExactly(understood);
  }
}
