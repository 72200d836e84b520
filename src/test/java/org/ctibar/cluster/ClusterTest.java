package org.ctibar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ctibar.bus.Topics;
import org.ctibar.bus.Voices;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.config.ConfigException;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Tiers.INTEGRATION)
class ClusterTest {
  private static final String SECRET = "a secret of sixteen";
  private static final Duration SOON = Duration.ofSeconds(30);

  private Nodes nodes;

  @BeforeEach
  void ports() throws Exception {
    nodes = new Nodes(3);
  }

  @AfterEach
  void close() throws Exception {
    nodes.close();
  }

  @Test
  void nodesWithOneSecretAnswerEachOther() throws Exception {
    Cluster one = nodes.start(0, SECRET);
    Cluster two = nodes.start(1, SECRET);
    await().atMost(SOON).until(() -> one.all().size() == 2 && two.all().size() == 2);
    Nodes.get(one.vertx()
        .eventBus()
        .<String>consumer("greeting", asked -> asked.reply(asked.body() + " yourself"))
        .completion());

    String answer = Nodes.get(two.vertx()
            .eventBus()
            .<String>request("greeting", "hello", new DeliveryOptions().setSendTimeout(10_000)))
        .body();

    assertThat(answer).isEqualTo("hello yourself");
    assertThat(two.all()).extracting(Member::nodeId).containsExactlyInAnyOrder("n1", "n2");
  }

  @Test
  void whatAnyNodeAnswersTheOwnOneDoesUnlessItHasNobodyForIt() throws Exception {
    Cluster one = nodes.start(0, SECRET);
    Cluster two = nodes.start(1, SECRET);
    await().atMost(SOON).until(() -> one.all().size() == 2 && two.all().size() == 2);
    List<String> asked = new CopyOnWriteArrayList<>();
    answerLooks(two, "two", asked);
    Nodes.get(Topics.AGENT_COMMAND.ask(one.vertx(), new AgentCommand.Look("alice")));
    answerLooks(one, "one", asked);

    for (int i = 0; i < 4; i++) {
      Nodes.get(Topics.AGENT_COMMAND.ask(one.vertx(), new AgentCommand.Look("alice")));
    }

    assertThat(asked).containsExactly("two", "one", "one", "one", "one");
  }

  private static void answerLooks(Cluster node, String name, List<String> asked) throws Exception {
    Nodes.get(Topics.AGENT_COMMAND
        .serve(node.vertx(), "", look -> {
          asked.add(name);
          return Future.succeededFuture();
        })
        .completion());
  }

  @Test
  void whoLeavesIsMissed() throws Exception {
    Cluster one = nodes.start(0, SECRET);
    List<String> left = new CopyOnWriteArrayList<>();
    List<String> joined = new CopyOnWriteArrayList<>();
    one.onLeft(member -> left.add(member.name()));
    one.onJoined(member -> joined.add(member.name()));
    Cluster two = nodes.start(1, SECRET);
    await().atMost(SOON).until(() -> joined.contains(two.self().name()));

    Nodes.get(two.vertx().close());

    await().atMost(SOON).until(() -> left.contains(two.self().name()));
    assertThat(one.all()).isEqualTo(Set.of(one.self()));
    assertThat(Nodes.get(DeathProbe.of(one.vertx(), two.self()))).isTrue();
    assertThat(Nodes.get(DeathProbe.of(one.vertx(), one.self()))).isFalse();
  }

  @Test
  void whatWasSaidByANodeThatWasMissedIsNotHeardAnyMore() throws Exception {
    Cluster one = nodes.start(0, SECRET);
    Cluster missed = nodes.start(1, SECRET);
    Cluster three = nodes.start(2, SECRET);
    await().atMost(SOON).until(() -> one.all().size() == 3 && three.all().size() == 3);
    List<String> heard = new CopyOnWriteArrayList<>();
    Nodes.get(Topics.AGENT_CHANGED
        .subscribe(one.vertx(), "", news -> heard.add(news.agentId()))
        .completion());
    Nodes.get(missed.vertx().close());
    await().atMost(SOON).until(() -> one.all().size() == 2);

    await().atMost(SOON).until(() -> {
      tell(three, "before");
      return heard.contains("before");
    });

    Voices voice = Voices.of(three.vertx());
    voice.speakAs(missed.self().nodeName());
    tell(three, "late");
    voice.speakAs(three.self().nodeName());
    tell(three, "now");

    await().atMost(SOON).until(() -> heard.contains("now"));
    assertThat(heard).doesNotContain("late");
  }

  private static void tell(Cluster node, String agentId) {
    Topics.AGENT_CHANGED.publish(node.vertx(), "", new AgentChanged(agentId, 1, true, 0));
  }

  @Test
  void aNodeWithAnotherSecretIsNotLetIn() throws Exception {
    Cluster one = nodes.start(0, SECRET);
    Cluster stranger = nodes.start(1, "another secret of sixteen");

    assertThat(one.all()).isEqualTo(Set.of(one.self()));
    assertThat(stranger.all()).isEqualTo(Set.of(stranger.self()));
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    ClusterConfig config = nodes.config(0, SECRET);
    nodes.start(config);

    assertThatThrownBy(() -> nodes.start(config))
        .hasCauseInstanceOf(ConfigException.class)
        .hasMessageContaining("cluster.port")
        .hasMessageContaining("taken");
  }

  /** The bus is asked by a member only; who has no key of the cluster gets no word out of it. */
  @Test
  void aStrangerAtTheBusIsTurnedAway() throws Exception {
    Cluster one = nodes.start(0, SECRET);
    int busPort = BusPort.of(one);
    ClusterSecret other = new ClusterSecret("another secret of sixteen");
    NetClientOptions tls = new NetClientOptions()
        .setSsl(true)
        .setTrustAll(true)
        .setHostnameVerificationAlgorithm("")
        .setKeyCertOptions(other.certificate());

    Promise<Void> turnedAway = Promise.promise();
    one.vertx()
        .createNetClient(tls)
        .connect(busPort, "127.0.0.1")
        .onFailure(turnedAway::fail)
        .onSuccess(socket -> {
          socket.exceptionHandler(e -> {}).closeHandler(v -> turnedAway.complete());
          socket.write("nonsense");
        });

    Nodes.get(turnedAway.future());
  }
}
