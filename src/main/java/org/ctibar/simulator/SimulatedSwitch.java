package org.ctibar.simulator;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A switch that speaks FreeSWITCH's event socket and behaves as it was recorded, with simulated phones
 * (1000 to 1099) and people outside who call and are called. Methods may be called from any thread.
 */
public final class SimulatedSwitch {
  private static final long HEARTBEAT_MS = 20_000;

  private final Vertx vertx;
  private final Context context;
  private final EslServer server = new EslServer();
  private final Core core;
  private final CommandTable commands;
  private Scheduler.Timer heartbeat = () -> {};

  public SimulatedSwitch(Vertx vertx, SimulatorConfig config) {
    this(vertx, config, context -> new VertxScheduler(vertx, context, config.pacePercent()));
  }

  /** With a clock of the test's own, whose tasks it runs on the switch's context. */
  SimulatedSwitch(Vertx vertx, SimulatorConfig config, Function<Context, Scheduler> clock) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.core = new Core(config, clock.apply(context), server);
    this.commands = new CommandTable(core);
  }

  /** @return the port; fails if it is taken */
  public Future<Integer> listen(int port) {
    return onContext(() -> {
          beat();
          return server.listen(vertx, core, commands, port);
        })
        .compose(listening -> listening);
  }

  /** Listens on the configured port, or on the one chosen before, and leaves word in the state file. */
  public Future<Integer> listen() {
    StateFile file = new StateFile(vertx, core.config);
    return file.portToTry()
        .compose(port -> listen(port)
            .recover(taken ->
                core.config.port() == 0 && port != 0 ? listen(0) : Future.failedFuture(taken)))
        .compose(port -> file.write(port).map(port));
  }

  /** Before it listens: every {@code of}-th phone is registered here, from the {@code n}-th on. */
  SimulatedSwitch sharing(int n, int of) {
    core.phones.share(n, of);
    return this;
  }

  /** From now on other switches of the network reach this one at the address, and it reaches them. */
  public SimulatedSwitch join(SipNetwork network, String address) {
    core.network = network;
    network.attach(address, core);
    return this;
  }

  /** Nothing more comes from this switch, as if its machine were gone. */
  public Future<Void> close() {
    return onContext(() -> {
          heartbeat.cancel();
          core.network.detach(core);
          core.channels.values().stream()
              .filter(leg -> leg.trunk != null)
              .forEach(leg -> leg.trunk.fallsSilent(leg));
          return server.close();
        })
        .compose(closing -> closing);
  }

  /** Cuts every client off, as a network failure would; calls live on. */
  public Future<Void> dropLinks() {
    return onContext(() -> {
      server.dropLinks();
      return null;
    });
  }

  /** @return the uuid of the caller's leg */
  public Future<String> placeCall(CallerSpec caller) {
    return onContext(() -> core.outside.placeCall(caller));
  }

  /** The phone or the outside number at the other end of a leg answers. */
  public Future<Void> answer(String uuid) {
    return onLeg(uuid, leg -> ringing(leg).answer());
  }

  /** The phone refuses the call that rings. */
  public Future<Void> refuse(String uuid, String cause) {
    return onLeg(uuid, leg -> ringing(leg).refuse(HangupCause.parse(cause)));
  }

  /** The person at the far end of the leg hangs up. */
  public Future<Void> hangup(String uuid) {
    return onLeg(uuid, leg -> FarEnds.hangUp(core, leg));
  }

  /** The far end ends the leg with a cause of its own, such as MEDIA_TIMEOUT for a phone that is gone. */
  public Future<Void> hangup(String uuid, String cause) {
    return onLeg(uuid, leg -> core.hangups.byRemote(leg, HangupCause.parse(cause)));
  }

  /** Somebody at the far end of the leg presses keys. */
  public Future<Void> press(String uuid, String digits) {
    return onLeg(uuid, leg -> core.keypad.press(leg, digits));
  }

  /** The digits that reached the far end of the leg so far. */
  public Future<String> digitsHeard(String uuid) {
    return ofLeg(uuid, leg -> leg.digitsHeard.toString());
  }

  /** The uuids of the legs whose phones play what is said into the phone of this one. */
  public Future<Set<String>> heardBy(String uuid) {
    return ofLeg(
        uuid,
        leg ->
            Acoustics.heardBy(leg).stream().map(other -> other.uuid).collect(Collectors.toSet()));
  }

  /** Whether what the leg's phone says is kept from the others. */
  public Future<Boolean> isMuted(String uuid) {
    return ofLeg(uuid, leg -> leg.muted);
  }

  /** The phone's own hold key: a re-INVITE. */
  public Future<Void> holdByPhone(String uuid) {
    return onLeg(uuid, core.holds::holdByPhone);
  }

  public Future<Void> unholdByPhone(String uuid) {
    return onLeg(uuid, core.holds::unholdByPhone);
  }

  /** The phone, or the caller, sends whom it talks with to a number by REFER. */
  public Future<Void> refer(String uuid, String to) {
    return onLeg(uuid, leg -> core.refers.blind(leg, to));
  }

  /** The phone joins two calls of its own, of which one is on hold, by REFER with Replaces. */
  public Future<Void> join(String heldUuid, String otherUuid) {
    return onLeg(heldUuid, held -> core.refers.attended(held, living(otherUuid)));
  }

  /** The phone loses its network: nothing more comes from it, until {@code rtp_timeout_sec} ends its leg. */
  public Future<Void> goDead(String uuid) {
    return onLeg(uuid, core.deadPhones::goDead);
  }

  /** @return the uuid of the new leg of the extension's phone, which calls a number by itself */
  public Future<String> dialFrom(String extension, String number) {
    return onContext(() -> core.arrivals.fromPhone(extension, number).uuid);
  }

  public Future<Void> behave(String extension, PhoneBehaviour behaviour) {
    return onContext(() -> {
      core.phones.phone(extension).behave(behaviour);
      return null;
    });
  }

  /** From now on a dialled leg comes into being only after this time, as with a slow directory server. */
  public Future<Void> directoryTakes(long ms) {
    return onContext(() -> {
      core.phones.lookupMs = ms;
      return null;
    });
  }

  public Future<Void> outsideNumberBehaves(String number, PhoneBehaviour behaviour) {
    return onContext(() -> {
      core.outside.behave(number, behaviour);
      return null;
    });
  }

  public Future<Void> registerPhone(String extension) {
    return onContext(() -> {
      core.phones.register(extension);
      return null;
    });
  }

  public Future<Void> unregisterPhone(String extension) {
    return onContext(() -> {
      core.phones.unregister(extension);
      return null;
    });
  }

  /** The living leg of an extension's phone, if it has one; the newest of several. */
  public Future<Optional<String>> legOf(String extension) {
    return onContext(() -> core.phones.legOf(extension).map(leg -> leg.uuid));
  }

  public Future<Integer> channelCount() {
    return onContext(core.channels::size);
  }

  /** Runs an {@code api} command as a client would. */
  public Future<String> api(String command) {
    Promise<String> response = Promise.promise();
    context.runOnContext(v -> commands.run(command, response::tryComplete));
    return response.future();
  }

  private void beat() {
    heartbeat = core.scheduler.after(HEARTBEAT_MS, () -> {
      core.events.plain(
          "HEARTBEAT",
          null,
          "Event-Info",
          "System Ready",
          "Session-Count",
          String.valueOf(core.channels.size()),
          "Max-Sessions",
          "2000",
          "Session-Since-Startup",
          String.valueOf(core.sessionsSinceStart),
          "Heartbeat-Interval",
          "20");
      beat();
    });
  }

  private static RingingPhone ringing(Channel leg) {
    if (leg.phone == null) {
      throw new IllegalStateException("no phone rings for " + leg.uuid);
    }
    return leg.phone;
  }

  private Future<Void> onLeg(String uuid, Consumer<Channel> action) {
    return ofLeg(uuid, leg -> {
      action.accept(leg);
      return null;
    });
  }

  private <T> Future<T> ofLeg(String uuid, Function<Channel, T> question) {
    return onContext(() -> question.apply(living(uuid)));
  }

  private Channel living(String uuid) {
    return core.living(uuid).orElseThrow(() -> new IllegalArgumentException("no such leg " + uuid));
  }

  /** Runs the action on the switch's own thread. */
  <T> Future<T> onContext(Callable<T> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(v -> {
      try {
        done.complete(action.call());
      } catch (Exception e) {
        done.fail(e);
      }
    });
    return done.future();
  }
}
