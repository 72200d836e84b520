package org.ctibar.call;

import static org.awaitility.Awaitility.await;
import static org.ctibar.call.Centre.get;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.ctibar.agent.AgentConfig;
import org.ctibar.agent.AgentVerticle;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.cluster.Ownership;
import org.ctibar.esl.EslConfig;
import org.ctibar.esl.SwitchAddress;
import org.ctibar.queue.QueueConfig;
import org.ctibar.queue.QueueVerticle;
import org.ctibar.simulator.CallerSpec;
import org.ctibar.simulator.SimulatedSwitch;
import org.ctibar.simulator.SimulatorConfig;
import org.ctibar.simulator.SipNetwork;
import org.ctibar.store.CallRecord;
import org.ctibar.store.ClassOfService;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Group;
import org.ctibar.store.Member;
import org.ctibar.store.NumberRoute;
import org.ctibar.store.OutboundRoute;
import org.ctibar.store.Person;

/**
 * A call centre on two simulated switches, each with an owner that shares nothing with the other but the bus. The phone
 * of alice (1001) is registered at fs1, those of bob (1002) and carol (1003) at fs2.
 */
final class TwoSwitches implements AutoCloseable {
  private static final int PACE_PERCENT = 10;

  final Vertx vertx = Vertx.vertx();
  final MovableClock clock = new MovableClock();
  final List<CallRecord> records = new CopyOnWriteArrayList<>();
  final Site fs1;
  final Site fs2;
  private final SipNetwork network = new SipNetwork();
  private final DirectorySource directory = DirectorySource.of(directory());

  private TwoSwitches() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
    deploy(new AgentVerticle(
        new AgentConfig(
            0, 5_000, 60_000, 900_000, 2_000, 5_000, 5_000, 90_000, 5_000, 20_000, true),
        new SwitchNames(List.of("fs1", "fs2")),
        clock));
    deploy(new QueueVerticle(
        new QueueConfig(Duration.ofSeconds(30), Duration.ofMillis(50)),
        directory,
        clock,
        Ownership.undisputed(),
        new SwitchNames(List.of("fs1", "fs2"))));
    fs1 = new Site("fs1", "127.0.0.1:5590", List.of("1001"));
    fs2 = new Site("fs2", "127.0.0.1:5690", List.of("1002", "1003"));
    fs1.own();
    fs2.own();
  }

  static TwoSwitches open() {
    return new TwoSwitches();
  }

  /** A switch, the wire to it, and who owns it. */
  final class Site {
    final String id;
    final Tap tap;
    SimulatedSwitch simulated;
    private final String address;
    private final List<String> phones;
    private final SwitchAddress esl;
    private String owner;

    Site(String id, String address, List<String> phones) {
      this.id = id;
      this.address = address;
      this.phones = phones;
      int port = begin();
      tap = new Tap(vertx, port);
      esl = new SwitchAddress(id, "127.0.0.1", get(tap.listen()), "ClueCon");
    }

    private int begin() {
      simulated = new SimulatedSwitch(vertx, SimulatorConfig.defaults().withPace(PACE_PERCENT))
          .join(network, address);
      for (String extension : List.of("1001", "1002", "1003")) {
        if (!phones.contains(extension)) {
          get(simulated.unregisterPhone(extension));
        }
      }
      return get(simulated.listen(0));
    }

    void own() {
      Switches switches = new Switches(List.of(esl));
      owner = deploy(new Owner(esl, switches));
      await().until(switches::allUp);
    }

    void disown() {
      get(vertx.undeploy(owner));
    }

    /** The machine is gone. */
    void die() {
      tap.cut();
      get(simulated.close());
    }

    void restart() {
      die();
      tap.mend(begin());
    }

    String caller(String dialled) {
      return get(simulated.placeCall(CallerSpec.of(dialled, "13800001111")));
    }

    String legOf(String extension) {
      await().until(() -> get(simulated.legOf(extension)).isPresent());
      return get(simulated.legOf(extension)).orElseThrow();
    }

    /** Of a channel, or nothing. */
    Optional<String> variable(String leg, String name) {
      String value = get(simulated.api("uuid_getvar " + leg + " " + name)).strip();
      return value.startsWith("-ERR") || value.equals("_undef_")
          ? Optional.empty()
          : Optional.of(value);
    }

    void state(String leg, String state) {
      await().until(() -> variable(leg, "cti_state").orElse("").equals(state));
    }

    void isEmpty() {
      await().until(() -> get(simulated.channelCount()) == 0);
    }
  }

  private final class Owner extends VerticleBase {
    private final SwitchAddress address;
    private final Switches switches;
    private final Ownership ownership = Ownership.undisputed();

    Owner(SwitchAddress address, Switches switches) {
      this.address = address;
      this.switches = switches;
    }

    @Override
    public Future<?> start() {
      Phones phones = new Phones(vertx, List.of("fs1", "fs2"));
      phones.open();
      SwitchOwner.Tools tools = new SwitchOwner.Tools(
          clock,
          calls(),
          directory,
          record -> {
            if (record.endedAt() != null) {
              records.add(record);
            }
            return Future.succeededFuture();
          },
          switches::refused);
      EslConfig esl = new EslConfig(10_000, 5_000, 10, 50, 60_000, 2, 50, 4 * 1024 * 1024);
      SwitchSeat seat = new SwitchSeat(
          vertx, switches, new SwitchSeat.Equipment(address, esl, tools, phones), () -> {});
      Topics.AGENT_CHANGED.subscribe(
          vertx, "", news -> seat.owner().ifPresent(owner -> owner.agentChanged(news.agentId())));
      return ownership.contend(address.id(), seat);
    }

    @Override
    public Future<?> stop() {
      return ownership.withdraw(address.id());
    }
  }

  /** The calls are compared with the switch all the time: nobody may be ended by that. */
  private static CallConfig calls() {
    return Centre.config(
        Duration.ofMillis(300),
        Centre.FALLBACK,
        new Peers(
            Map.of("fs1", "127.0.0.1:5590", "fs2", "127.0.0.1:5690"),
            "sofia/peers/{extension}@{peer}",
            Duration.ofMillis(300),
            Duration.ofMillis(1_500)));
  }

  Desk desk(String agentId) {
    Person person = directory.current().person(agentId).orElseThrow();
    return Desk.signIn(vertx, agentId, person.extension().orElseThrow());
  }

  /** What is pressed at the far end of a leg reaches that of a leg of the other switch, and back. */
  void hearEachOther(String leg, Site site, String other, Site otherSite) {
    hears(leg, site, other, otherSite);
    hears(other, otherSite, leg, site);
  }

  private static void hears(String leg, Site site, String other, Site otherSite) {
    await().until(() -> {
      get(site.simulated.press(leg, "5"));
      return get(otherSite.simulated.digitsHeard(other)).endsWith("5");
    });
  }

  CallRecord recordOf(String callId) {
    await().until(() -> records.stream().anyMatch(r -> r.callId().toString().equals(callId)));
    return records.stream()
        .filter(r -> r.callId().toString().equals(callId))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  void allIsOver(Desk... desks) {
    fs1.isEmpty();
    fs2.isEmpty();
    for (Desk desk : desks) {
      await().until(() -> desk.look().work() == Work.IDLE && desk.look().call() == null);
    }
  }

  @Override
  public void close() {
    fs1.disown();
    fs2.disown();
    get(vertx.close());
  }

  private String deploy(Deployable verticle) {
    return get(vertx.deployVerticle(verticle));
  }

  private static Directory directory() {
    Directory.Builder all = Directory.builder()
        .add(Group.of("1", "support"))
        .add(new Group("3", "impatient", 400, 0, true, Group.DEFAULT_STRATEGY))
        .add(NumberRoute.of("7001", "1"))
        .add(NumberRoute.of("7003", "3"))
        .add(new OutboundRoute(
            "national",
            1,
            Pattern.compile("1[3-9][0-9]{9}"),
            0,
            "",
            Optional.empty(),
            Optional.of("02888880000"),
            ClassOfService.NATIONAL));
    Map.of("alice", "1001", "bob", "1002", "carol", "1003")
        .forEach((name, extension) -> all.add(Person.agent(name, extension))
            .add(new Member("1", name, 1))
            .add(new Member("3", name, 1)));
    return all.build();
  }
}
