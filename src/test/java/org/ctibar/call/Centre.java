package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.ctibar.agent.AgentConfig;
import org.ctibar.agent.AgentVerticle;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.LiveCall;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.cluster.Ownership;
import org.ctibar.esl.EslConfig;
import org.ctibar.esl.SwitchAddress;
import org.ctibar.queue.QueueConfig;
import org.ctibar.queue.QueueVerticle;
import org.ctibar.simulator.CallerSpec;
import org.ctibar.simulator.SimulatedSwitch;
import org.ctibar.simulator.SimulatorConfig;
import org.ctibar.store.CallRecord;
import org.ctibar.store.ClassOfService;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Extension;
import org.ctibar.store.Group;
import org.ctibar.store.Member;
import org.ctibar.store.NumberRoute;
import org.ctibar.store.OutboundRoute;
import org.ctibar.store.Person;

/** A small call centre on a simulated switch that runs ten times as fast as a real one. */
final class Centre implements AutoCloseable {
  private static final int DEADLINE_S = 20;
  private static final Duration OFTEN = Duration.ofSeconds(1);
  static final Fallback FALLBACK =
      new Fallback("9664", "cti-fallback", Duration.ofSeconds(600), Duration.ofMillis(500));

  private static final CallTimes TIMES = times(14_400_000, 3_600_000);

  final Vertx vertx = Vertx.vertx();
  final MovableClock clock = new MovableClock();
  final List<CallRecord> records = new CopyOnWriteArrayList<>();
  final Tap tap;
  SimulatedSwitch simulated;
  private final CallConfig config;
  private final SwitchAddress address;
  private final DirectorySource directory = DirectorySource.of(directory());
  private final Set<String> talks = ConcurrentHashMap.newKeySet();
  private Switches switches;
  private String calls;

  private Centre(CallConfig config) {
    this.config = config;
    Awaitility.setDefaultTimeout(Duration.ofSeconds(DEADLINE_S));
    simulated = newSwitch(10);
    tap = new Tap(vertx, get(simulated.listen(0)));
    address = new SwitchAddress("fs1", "127.0.0.1", get(tap.listen()), "ClueCon");
    AgentConfig agents = new AgentConfig(
        0, 5_000, 60_000, 900_000, 2_000, 5_000, 5_000, 90_000, 5_000, 20_000, true);
    deploy(new AgentVerticle(agents, new SwitchNames(List.of("fs1")), clock));
    deploy(new QueueVerticle(
        new QueueConfig(Duration.ofSeconds(30), Duration.ofMillis(50)),
        directory,
        clock,
        Ownership.undisputed(),
        new SwitchNames(List.of("fs1"))));
    Topics.CALL_EVENT.subscribe(vertx, "", event -> {
      if (event.call().state() == LiveCall.State.TALKING) {
        talks.add(event.call().callId());
      }
    });
    startCalls();
  }

  static Centre open() {
    return open(FALLBACK);
  }

  static Centre open(Fallback fallback) {
    return new Centre(config(OFTEN, fallback, Peers.NONE));
  }

  /** One that limits calls to the outside. */
  static Centre open(TollConfig toll, CallTimes times) {
    return new Centre(config(OFTEN, FALLBACK, Peers.NONE, times, toll));
  }

  static CallTimes times(long longestCallMs, long outsideToOutsideMs) {
    return new CallTimes(2_000, 3_000, 500, 800, 500, longestCallMs, outsideToOutsideMs);
  }

  private SimulatedSwitch newSwitch(int pacePercent) {
    return new SimulatedSwitch(vertx, SimulatorConfig.defaults().withPace(pacePercent));
  }

  static CallConfig config(Duration reconcileEvery, Fallback fallback, Peers peers) {
    return config(reconcileEvery, fallback, peers, TIMES, CallPlay.NO_LIMITS);
  }

  private static CallConfig config(
      Duration reconcileEvery, Fallback fallback, Peers peers, CallTimes times, TollConfig toll) {
    return new CallConfig(
        "tone_stream://%(400,6000,440);loops=-1",
        "tone_stream://%(1000,4000,450);loops=-1",
        "default",
        "internal",
        "sofia/gateway/trunk/{number}",
        times,
        Duration.ofSeconds(30),
        Duration.ofMillis(50),
        Duration.ofSeconds(2),
        reconcileEvery,
        fallback,
        peers,
        toll);
  }

  void startCalls() {
    deployCalls();
    await().until(switches::allUp);
  }

  /** Without waiting for the switch. */
  Switches deployCalls() {
    switches = new Switches(List.of(address));
    EslConfig esl = new EslConfig(10_000, 5_000, 10, 50, 60_000, 2, 50, 4 * 1024 * 1024);
    calls = deploy(new CallVerticle(
        config,
        esl,
        switches,
        directory,
        record -> {
          if (record.endedAt() != null) {
            records.add(record);
          }
          return Future.succeededFuture();
        },
        clock,
        Ownership.undisputed()));
    return switches;
  }

  void stopCalls() {
    get(vertx.undeploy(calls));
    calls = null;
  }

  /** All calls are gone, and the switch has another Core-UUID. */
  void restartSwitch() {
    pace(10);
  }

  /** Another switch whose pauses are so long, 100 being those of a real one. */
  void pace(int percent) {
    tap.cut();
    get(simulated.close());
    simulated = newSwitch(percent);
    tap.mend(get(simulated.listen(0)));
  }

  Desk desk(String agentId) {
    Person person = directory.current().person(agentId).orElseThrow();
    return Desk.signIn(vertx, agentId, person.extension().orElseThrow());
  }

  String caller(String dialled, String number) {
    return get(simulated.placeCall(CallerSpec.of(dialled, number)));
  }

  /** How many calls this owner's limits refused, for each reason that there was. */
  Map<String, Long> refused() {
    Map<String, Long> refused = new TreeMap<>(switches.refusedCalls());
    refused.values().removeIf(count -> count == 0);
    return refused;
  }

  /** Waits until the phone of this extension has a leg. */
  String legOf(String extension) {
    await().until(() -> get(simulated.legOf(extension)).isPresent());
    return get(simulated.legOf(extension)).orElseThrow();
  }

  /** Waits until we know that two parties of a call talk. */
  void talks(String callId) {
    await().until(() -> talks.contains(callId));
  }

  /** The agent answers this call, which is offered next. */
  void talk(Desk desk, String caller) {
    assertThat(desk.expect("onRing")).containsEntry("callId", caller);
    desk.offhook();
    desk.expect("onAnswer");
    await().until(() -> variable(caller, "cti_state").orElse("").equals("talking"));
  }

  /** Waits until what is pressed at the far end of one leg reaches that of the other. */
  void hears(String leg, String other) {
    await().until(() -> {
      get(simulated.press(leg, "5"));
      return get(simulated.digitsHeard(other)).endsWith("5");
    });
  }

  /** No channel is left, and no agent is in a call. */
  void allIsOver(Desk... desks) {
    nothingIsLeft();
    for (Desk desk : desks) {
      await().untilAsserted(() -> {
        assertThat(desk.look().work()).as(desk.agentId()).isEqualTo(Work.IDLE);
        assertThat(desk.look().call()).isNull();
      });
    }
  }

  /** Waits for the record of a call and sees that the switch holds no channel. */
  CallRecord recordOf(String callId) {
    await()
        .atMost(Duration.ofSeconds(DEADLINE_S))
        .until(() -> records.stream().anyMatch(r -> r.callId().toString().equals(callId)));
    List<CallRecord> all =
        records.stream().filter(r -> r.callId().toString().equals(callId)).toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  void nothingIsLeft() {
    await()
        .atMost(Duration.ofSeconds(DEADLINE_S))
        .untilAsserted(() -> assertThat(get(simulated.channelCount())).isZero());
  }

  Optional<String> variable(String leg, String name) {
    String value = get(simulated.api("uuid_getvar " + leg + " " + name)).strip();
    return value.startsWith("-ERR") || value.equals("_undef_")
        ? Optional.empty()
        : Optional.of(value);
  }

  @Override
  public void close() {
    if (calls != null) {
      stopCalls();
    }
    get(vertx.close());
  }

  static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(DEADLINE_S, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private String deploy(Deployable verticle) {
    return get(vertx.deployVerticle(verticle));
  }

  /** 7001 is answered by all, 7004 too, with data, 7003 by those whose phones are not to be relied on, and then by alice. */
  private static Directory directory() {
    Directory.Builder all = Directory.builder()
        .add(Group.of("1", "support"))
        .add(Group.of("2", "sales"))
        .add(new Group("3", "impatient", 150, 0, true, Group.DEFAULT_STRATEGY))
        .add(NumberRoute.of("7001", "1"))
        .add(NumberRoute.of("7003", "3"))
        .add(new NumberRoute("7004", "1", Optional.empty(), Map.of("campaign", "spring")))
        .add(NumberRoute.of("5000", "1"))
        .add(Extension.of("1020"))
        .add(Extension.of("1049"))
        .add(route("national", "1[3-9][0-9]{9}", ClassOfService.NATIONAL))
        .add(route("abroad", "00[0-9]{5,20}", ClassOfService.INTERNATIONAL))
        .add(Person.agent("deskless", "1099"));
    agent(all, "alice", "1001");
    agent(all, "bob", "1002");
    agent(all, "carol", "1003");
    all.add(new Member("2", "carol", 1));
    agent(all, "offline", "1047");
    agent(all, "refuser", "1048");
    return all.build();
  }

  private static void agent(Directory.Builder all, String name, String extension) {
    all.add(Person.agent(name, extension))
        .add(new Member("1", name, 1))
        .add(new Member("3", name, 1));
  }

  private static OutboundRoute route(String id, String pattern, ClassOfService needed) {
    return new OutboundRoute(
        id,
        1,
        Pattern.compile(pattern),
        0,
        "",
        Optional.empty(),
        Optional.of("02888880000"),
        needed);
  }
}
