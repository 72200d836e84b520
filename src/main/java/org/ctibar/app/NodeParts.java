package org.ctibar.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ctibar.admin.AdminConfig;
import org.ctibar.admin.AdminStores;
import org.ctibar.agent.AgentConfig;
import org.ctibar.agent.PresenceKeeper;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.call.CallConfig;
import org.ctibar.call.Switches;
import org.ctibar.cluster.Admission;
import org.ctibar.cluster.ClusterConfig;
import org.ctibar.cluster.LeaseTable;
import org.ctibar.cluster.LeasedOwnership;
import org.ctibar.cluster.Members;
import org.ctibar.cluster.Ownership;
import org.ctibar.config.PasswordRules;
import org.ctibar.config.Section;
import org.ctibar.config.Settings;
import org.ctibar.esl.EslConfig;
import org.ctibar.esl.SwitchAddress;
import org.ctibar.gateway.Annexes;
import org.ctibar.gateway.GatewayConfig;
import org.ctibar.gateway.GatewayServices;
import org.ctibar.gateway.JwtSecret;
import org.ctibar.gateway.SigningSecrets;
import org.ctibar.gateway.TokenService;
import org.ctibar.queue.QueueConfig;
import org.ctibar.simulator.SimulatedSwitches;
import org.ctibar.simulator.SimulatorConfig;
import org.ctibar.store.AgentLog;
import org.ctibar.store.CallHistory;
import org.ctibar.store.CallRecordSink;
import org.ctibar.store.CallRecords;
import org.ctibar.store.Database;
import org.ctibar.store.Demo;
import org.ctibar.store.DirectoryCache;
import org.ctibar.store.DirectoryEditor;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.GroupCalls;
import org.ctibar.store.People;
import org.ctibar.store.PgLeases;
import org.ctibar.store.PresenceStore;
import org.ctibar.store.SharedRecords;
import org.ctibar.store.StoreConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which parts a node is built of, and how each is made. All settings are read at once: a bad value stops the start. */
final class NodeParts {
  static final String SIMULATOR = "simulator";
  private static final Logger LOG = LoggerFactory.getLogger(NodeParts.class);
  /** Longer than a node takes to write a call record while the database is there. */
  private static final Duration LEFT_AFTER = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Members members;
  private final Path home;
  private final Settings settings;
  private final StoreConfig store;
  private final ClusterConfig cluster;
  private final SimulatorConfig simulator;
  private final PasswordRules passwordRules;
  private final String jwtSecret;
  private final List<String> previousSecrets;
  private final Parts parts = new Parts();
  private final NodeGauges gauges;
  private final NodeReporter reporter;
  private volatile Supplier<Future<Void>> leaving = Future::succeededFuture;
  private volatile Supplier<Future<Void>> handOver = Future::succeededFuture;
  private final Deque<Supplier<Future<Void>>> toClose = new ConcurrentLinkedDeque<>();

  NodeParts(Node.Place place, Path home, Settings settings, PrometheusMeterRegistry meters) {
    this.vertx = place.vertx();
    this.members = place.members();
    this.gauges = new NodeGauges(vertx, meters);
    gauges.process();
    this.reporter = new NodeReporter(vertx, members);
    this.home = home;
    this.settings = settings;
    this.store = StoreConfig.from(settings);
    this.simulator = simulatorConfig();
    this.passwordRules = PasswordRules.from(settings);
    Section jwt = settings.section("jwt");
    this.jwtSecret = jwt.secret("secret", JwtSecret.SHORTEST);
    this.previousSecrets = jwt.secrets("previousSecrets", JwtSecret.SHORTEST);
    this.cluster = place.cluster();
    constant(Members.class, members);
    constant(Clock.class, Clock.systemUTC());
    constant(SimulatorConfig.class, simulator);
    constant(AgentConfig.class, AgentConfig.from(settings.section("agent")));
    constant(AdminConfig.class, AdminConfig.from(settings.section("admin")));
    constant(Annexes.class, new Annexes());
    constant(QueueConfig.class, QueueConfig.from(settings.section("queue")));
    constant(CallConfig.class, callConfig());
    constant(EslConfig.class, EslConfig.from(settings.section("esl")));
    constant(SwitchNames.class, switchNames());
    provideStore();
    provideAdminStores();
    provideOwnership();
    provideSwitches();
    provideGateway(meters);
  }

  Future<Supplier<Deployable>> assemble(String className) {
    return parts.assemble(className);
  }

  /** @return fails with ConfigException if this node cannot work beside those that do */
  Future<Void> admission() {
    if (!cluster.clustered()) {
      return Future.succeededFuture();
    }
    return parts
        .get(LeaseTable.class)
        .compose(table ->
            new Admission(vertx, members, table, Clock.systemUTC(), cluster.lease()).ask());
  }

  /** The verticles run. */
  void begin(Supplier<Collection<String>> verticles) {
    reporter.begin(verticles);
  }

  /** Before the verticles are stopped: pages move, then others own what this node owned. */
  Future<Void> leave() {
    return leaving.get().eventually(() -> handOver.get());
  }

  /** What verticles shared is closed when they are gone. */
  Future<Void> close() {
    Future<?> closed = Future.succeededFuture();
    while (!toClose.isEmpty()) {
      closed = closed.eventually(toClose.pop());
    }
    return closed.mapEmpty();
  }

  /** Closed in the reverse order of their making, so the database last. */
  private <T> T closing(T part, Function<T, Future<Void>> close) {
    toClose.push(() -> close.apply(part));
    return part;
  }

  private <T> void constant(Class<T> type, T part) {
    parts.provide(type, () -> Future.succeededFuture(part));
  }

  private void provideStore() {
    parts.provide(
        Database.class,
        () -> Database.open(vertx, store)
            .map(database -> closing(database, Database::close))
            .onSuccess(this::warnOfDemoPeople));
    parts.provide(
        DirectorySource.class,
        () -> parts
            .get(Database.class)
            .compose(DirectoryCache::load)
            .map(cache -> closing(cache, DirectoryCache::close)));
    parts.provide(
        People.class,
        () -> parts
            .get(Database.class)
            .map(database -> closing(new People(database), People::close)));
    parts.provide(
        CallRecordSink.class,
        () -> parts
            .get(Database.class)
            .compose(database -> {
              CallRecords writer = new CallRecords(database);
              gauges.records(writer::waiting);
              return SharedRecords.open(vertx, writer, LEFT_AFTER);
            })
            .map(records -> closing(records, SharedRecords::close)));
    parts.provide(
        PresenceKeeper.class,
        () -> Future.all(parts.get(Database.class), parts.get(DirectorySource.class))
            .map(made -> new KeptPresence(
                closing(new PresenceStore(made.resultAt(0)), PresenceStore::close),
                made.resultAt(1),
                Clock.systemUTC())));
  }

  private void provideAdminStores() {
    parts.provide(
        AdminStores.class,
        () -> parts
            .get(Database.class)
            .map(database -> new AdminStores(
                new GroupCalls(database),
                new CallHistory(database),
                closing(new AgentLog(database), AgentLog::close),
                new DirectoryEditor(
                    database, settings.section("sip").host("domain"), passwordRules))));
  }

  private void provideOwnership() {
    parts.provide(LeaseTable.class, () -> parts.get(Database.class).map(PgLeases::new));
    parts.provide(
        Ownership.class,
        () -> parts.get(LeaseTable.class).compose(table -> {
          LeasedOwnership ownership = new LeasedOwnership(vertx, members, table, cluster.lease());
          handOver = ownership::leave;
          gauges.owned(ownership);
          reporter.owned(ownership);
          return ownership.open().map(ownership);
        }));
  }

  /** A node that listens on loopback only may be reached all the same, through a proxy. */
  private void warnOfDemoPeople(Database database) {
    if (store.demo() == Demo.OPEN) {
      database.hasDemoPeople().onSuccess(there -> {
        if (there) {
          LOG.warn(
              "Whoever reaches this node signs in: demo people have the password that all know, and"
                  + " the setting demo is open");
        }
      });
    }
  }

  private void provideSwitches() {
    parts.provide(
        Switches.class,
        () -> (simulated()
                ? simulatedSwitches()
                : Future.succeededFuture(new Switches(addresses())))
            .onSuccess(gauges::switches)
            .onSuccess(reporter::switches));
  }

  private void provideGateway(PrometheusMeterRegistry meters) {
    GatewayConfig config = GatewayConfig.from(settings, home);
    parts.provide(
        DirectoryAccounts.class,
        () -> Future.all(parts.get(People.class), parts.get(DirectorySource.class))
            .map(made -> {
              new PhoneCheck(config.sip()).watch(made.resultAt(1));
              return new DirectoryAccounts(
                  made.resultAt(0), made.resultAt(1), config.sip().domain(), store.demo());
            }));
    parts.provide(
        TokenService.class,
        () -> Future.all(parts.get(DirectoryAccounts.class), signingSecrets())
            .map(made -> new TokenService(
                vertx, made.resultAt(1), made.resultAt(0), config.http().lifetimes())));
    parts.provide(
        GatewayServices.class,
        () -> Future.all(
                parts.get(DirectoryAccounts.class),
                parts.get(TokenService.class),
                parts.get(Switches.class),
                parts.get(Ownership.class),
                parts.get(Annexes.class))
            .map(made -> {
              NodeReadiness readiness = new NodeReadiness(made.resultAt(2), members);
              GatewayServices gateway = new GatewayServices(
                  config,
                  made.resultAt(0),
                  made.resultAt(1),
                  new GatewayServices.Node(
                      members.self().nodeName(),
                      readiness,
                      meters,
                      made.<Ownership>resultAt(3)::cutOff,
                      made.resultAt(4)));
              reporter.pages(gateway::pages);
              leaving = () -> gateway.leave(vertx);
              return gateway;
            }));
  }

  private Future<SigningSecrets> signingSecrets() {
    Section jwt = settings.section("jwt");
    return vertx.executeBlocking(() -> new SigningSecrets(keptSecret(jwt), previousSecrets));
  }

  private String keptSecret(Section jwt) {
    try {
      return JwtSecret.loadOrMake(store.dataDir(), jwtSecret);
    } catch (IllegalArgumentException e) {
      throw jwt.problem("secret", e.getMessage());
    } catch (IOException e) {
      throw jwt.problem("secret", "cannot be kept in " + store.dataDir() + ": " + e.getMessage());
    }
  }

  private boolean simulated() {
    return settings.root().text("switches").equals(SIMULATOR);
  }

  private CallConfig callConfig() {
    CallConfig config =
        CallConfig.from(settings.section("call"), settings.root(), settings.section("toll"));
    if (simulated() && simulator.switches() > 1) {
      return config.with(config.peers().at(SimulatedSwitches.peers(simulator.switches())));
    }
    List<String> strangers = config.peers().strangers(switchNames().ids());
    if (!strangers.isEmpty()) {
      throw settings.root().problem("switchPeers", "no such switch: " + strangers.get(0));
    }
    return config;
  }

  private SwitchNames switchNames() {
    return new SwitchNames(
        simulated()
            ? List.copyOf(SimulatedSwitches.peers(simulator.switches()).keySet())
            : addresses().stream().map(SwitchAddress::id).toList());
  }

  private List<SwitchAddress> addresses() {
    Section root = settings.root();
    try {
      List<SwitchAddress> addresses = SwitchAddress.parse(root.nonEmpty("switches"));
      addresses.forEach(SwitchAddress::requireSecretPassword);
      return addresses;
    } catch (IllegalArgumentException e) {
      throw root.problem("switches", e.getMessage());
    }
  }

  /** Where the simulators of this node, or of another on this machine, left word that they listen. */
  private Future<Switches> simulatedSwitches() {
    return Future.all(IntStream.range(0, simulator.switches())
            .mapToObj(this::simulatedSwitch)
            .toList())
        .map(read -> new Switches(read.list()));
  }

  private Future<SwitchAddress> simulatedSwitch(int n) {
    Path file = SimulatorConfig.stateFile(simulator.stateFile().orElseThrow(), n);
    return vertx.fileSystem().readFile(file.toString()).map(text -> {
      JsonObject state = text.toJsonObject();
      return new SwitchAddress(
          SimulatedSwitches.name(n),
          state.getString("host"),
          state.getInteger("port"),
          state.getString("password"));
    });
  }

  private SimulatorConfig simulatorConfig() {
    SimulatorConfig config = SimulatorConfig.from(settings.section(SIMULATOR));
    return config.stateFile().isPresent()
        ? config
        : config.withStateFile(store.dataDir().resolve("simulator.json"));
  }
}
