package org.ctibar.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.bus.queue.OfferOutcome;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.cluster.Ownership;
import org.ctibar.outside.Pace;
import org.ctibar.queue.QueueConfig;
import org.ctibar.queue.QueueVerticle;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Group;
import org.ctibar.store.Member;
import org.ctibar.store.Person;

/** The owner of one queue by itself, on a real bus: agents say yes, and the switch rings, at once. */
final class QueueRun implements AutoCloseable {
  private static final int AGENTS = 5_000;
  private static final int CALLS_PER_SECOND = 200;
  private static final int FEW = 100;
  private static final int MANY = 10_000;
  private static final int STEPS = 1_000;
  private static final int ROUNDS = 5;
  private static final String QUEUE = "1";
  private static final String SWITCH = "fs1";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final AtomicLong revision = new AtomicLong();
  private final AtomicLong since = new AtomicLong();
  private final Semaphore rung = new Semaphore(0);
  private volatile Latencies taken = new Latencies();
  private volatile boolean agentsAreFreeAgain;
  private volatile long lookFromNs;

  private QueueRun() throws Exception {
    Topics.AGENT_COMMAND.serve(vertx, "", this::agent);
    Topics.CALL_COMMAND.serve(vertx, SWITCH, this::onSwitch);
    Directory.Builder people =
        Directory.builder().add(new Group(QUEUE, "all", 20_000, 0, false, Group.DEFAULT_STRATEGY));
    for (int n = 0; n < AGENTS; n++) {
      people
          .add(Person.agent(user(n), String.valueOf(10_000 + n)))
          .add(new Member(QUEUE, user(n), 1));
    }
    QueueConfig config = new QueueConfig(Duration.ofMinutes(10), Duration.ofMillis(100));
    get(vertx.deployVerticle(new QueueVerticle(
        config,
        DirectorySource.of(people.build()),
        Clock.systemUTC(),
        Ownership.undisputed(),
        new SwitchNames(List.of(SWITCH)))));
    tell(new QueueCommand.AllTold(SWITCH));
  }

  static void run(Report report) throws Exception {
    report.heading("One owner of a queue (ms), " + AGENTS + " agents");
    try (QueueRun run = new QueueRun()) {
      run.throughput(report);
    }
    List<Double> ratios = new ArrayList<>();
    Latencies few = new Latencies();
    Latencies many = new Latencies();
    for (int round = 0; round <= ROUNDS; round++) {
      Latencies fewNow = dispatching(FEW);
      Latencies manyNow = dispatching(MANY);
      if (round > 0) { // before, Java was warming up
        few.add(fewNow);
        many.add(manyNow);
        ratios.add(manyNow.p50() / fewNow.p50());
      }
    }
    ratios.sort(null);
    report.times("agent free → the next caller's phone rung", FEW + " wait", few);
    report.times("agent free → the next caller's phone rung", MANY + " wait", many);
    report.note(
        "cost with " + MANY + " waiting to that with " + FEW + ", median of " + ROUNDS + " rounds",
        ratios.get(ROUNDS / 2),
        "times");
  }

  private void throughput(Report report) {
    agentsAreFreeAgain = true;
    for (int n = 0; n < AGENTS; n++) {
      ready(user(n));
    }
    Duration length = Duration.ofSeconds(10);
    Pace.run(CALLS_PER_SECOND, length, this::caller);
    taken = new Latencies();
    double cpu = cpuMs();
    Pace.run(CALLS_PER_SECOND, length, this::caller);
    double used = (cpuMs() - cpu) / length.toMillis();
    report.times("caller in the queue → phone rung", CALLS_PER_SECOND + " calls/s", taken);
    report.note("processors, bus, stubs and load included", used, "");
  }

  private static Latencies dispatching(int waiting) throws Exception {
    try (QueueRun run = new QueueRun()) {
      for (int n = 0; n < waiting; n++) {
        run.caller();
      }
      Latencies steps = new Latencies();
      for (int n = 0; n < STEPS; n++) {
        run.taken = steps;
        run.lookFromNs = System.nanoTime();
        run.ready(user(n));
        if (!run.rung.tryAcquire(10, TimeUnit.SECONDS)) {
          throw new IllegalStateException("no phone was rung");
        }
        run.caller();
      }
      return steps;
    }
  }

  private void caller() {
    String call = UUID.randomUUID().toString();
    begun.put(call, System.nanoTime());
    tell(new QueueCommand.Enqueue(call, SWITCH, since.incrementAndGet(), 0, 0));
  }

  private void ready(String agentId) {
    long now = revision.incrementAndGet();
    Topics.AGENT_CHANGED.publish(vertx, "", new AgentChanged(agentId, now, true, now));
  }

  private Future<AgentReply> agent(AgentCommand command) {
    boolean survey = command instanceof AgentCommand.Survey;
    return Future.succeededFuture(
        new AgentReply(false, null, survey ? null : "1001", null, survey ? List.of() : null));
  }

  private Future<Void> onSwitch(CallCommand command) {
    if (command instanceof CallCommand.Ring ring) {
      long nowNs = System.nanoTime();
      Long fromNs = begun.remove(ring.callId());
      taken.record(agentsAreFreeAgain ? fromNs : lookFromNs, nowNs);
      tell(new QueueCommand.OfferEnded(
          ring.callId(), ring.offerId(), ring.agentId(), OfferOutcome.ANSWERED));
      if (agentsAreFreeAgain) {
        vertx.setTimer(100, t -> ready(ring.agentId()));
      }
      rung.release();
    }
    return Future.succeededFuture();
  }

  private void tell(QueueCommand command) {
    Topics.QUEUE_COMMAND.ask(vertx, QUEUE, command);
  }

  private static String user(int n) {
    return "agent" + n;
  }

  private static double cpuMs() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e6;
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(30, TimeUnit.SECONDS);
  }
}
