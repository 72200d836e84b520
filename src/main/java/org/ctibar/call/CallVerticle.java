package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctibar.bus.SoleOwner;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.cluster.Ownership;
import org.ctibar.esl.EslConfig;
import org.ctibar.esl.SwitchAddress;
import org.ctibar.store.CallRecordSink;
import org.ctibar.store.DirectorySource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes part in owning the switches: their links and the calls on them. */
public final class CallVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(CallVerticle.class);
  private static final String NAME = CallVerticle.class.getSimpleName();

  private final CallConfig config;
  private final EslConfig esl;
  private final Switches switches;
  private final DirectorySource directory;
  private final CallRecordSink records;
  private final Clock clock;
  private final Ownership ownership;
  private final List<SwitchSeat> seats = new ArrayList<>();
  private final Set<String> offerable = new HashSet<>();

  public CallVerticle(
      CallConfig config,
      EslConfig esl,
      Switches switches,
      DirectorySource directory,
      CallRecordSink records,
      Clock clock,
      Ownership ownership) {
    this.config = config;
    this.esl = esl;
    this.switches = switches;
    this.directory = directory;
    this.records = records;
    this.clock = clock;
    this.ownership = ownership;
  }

  @Override
  public Future<?> start() {
    return SoleOwner.claim(vertx, NAME)
        .compose(v -> open().onFailure(e -> SoleOwner.release(vertx, NAME)));
  }

  private Future<?> open() {
    Topics.AGENT_CHANGED.subscribe(vertx, "", this::agentChanged);
    Topics.QUEUE_OPENED.subscribe(
        vertx, "", opened -> owners().forEach(owner -> owner.queueOpened(opened.queueId())));
    Topics.WATCH_BEGAN.subscribe(vertx, "", watch -> owners().forEach(SwitchOwner::watchBegan));
    SwitchOwner.Tools tools =
        new SwitchOwner.Tools(clock, config, directory, records, switches::refused);
    List<String> ids = switches.addresses().stream().map(SwitchAddress::id).toList();
    Phones phones = new Phones(vertx, ids);
    phones.open();
    List<String> apart = config.peers().missing(ids);
    if (!apart.isEmpty()) {
      LOG.warn(
          "Phones ring only for calls of their own switch, see switchPeers switches={}", apart);
    }
    switches
        .addresses()
        .forEach(address -> seats.add(new SwitchSeat(
            vertx,
            switches,
            new SwitchSeat.Equipment(address, esl, tools, phones),
            this::stayAwakeIfNeeded)));
    return Future.all(seats.stream()
            .map(seat -> ownership.contend(resource(seat.switchId()), seat))
            .toList())
        .compose(v -> knowCalls());
  }

  /** Pages that come back are to find their calls. */
  private Future<?> knowCalls() {
    if (config.startWait().isZero()) {
      return Future.succeededFuture();
    }
    Timer patience = vertx.timer(config.startWait().toMillis(), TimeUnit.MILLISECONDS);
    Future<?> known =
        Future.join(owners().map(owner -> owner.known().otherwiseEmpty()).toList());
    Future<?> started = Future.any(known, patience);
    known.onComplete(done -> patience.cancel());
    return started;
  }

  @Override
  public Future<?> stop() {
    return Future.join(seats.stream()
            .map(seat -> ownership.withdraw(resource(seat.switchId())))
            .toList())
        .onComplete(done -> SoleOwner.release(vertx, NAME));
  }

  private Stream<SwitchOwner> owners() {
    return seats.stream().flatMap(seat -> seat.owner().stream());
  }

  private static String resource(String switchId) {
    return "call:" + switchId;
  }

  private void agentChanged(AgentChanged news) {
    owners().forEach(owner -> owner.agentChanged(news.agentId()));
    boolean nobody = offerable.isEmpty();
    if (news.offerable()) {
      offerable.add(news.agentId());
    } else {
      offerable.remove(news.agentId());
    }
    if (nobody != offerable.isEmpty()) {
      stayAwakeIfNeeded();
    }
  }

  /** An idle link delivers events up to 20 ms late; nobody minds while no call can be offered and none lives. */
  private void stayAwakeIfNeeded() {
    owners().forEach(owner -> owner.link().keepAwake(!offerable.isEmpty() || owner.busy()));
  }
}
