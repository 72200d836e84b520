package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The switch without its wire: channels, phones, the outside world and what happens between them.
 * Everything runs on one thread, that of the scheduler.
 */
final class Core {
  /** The switch acts at the borders of its audio frames. */
  static final long FRAME_MS = 20;

  final SimulatorConfig config;
  final Scheduler scheduler;
  final Events events;
  final Map<String, Channel> channels = new LinkedHashMap<>();
  final Map<String, String> globals = new LinkedHashMap<>();
  final Legs legs;
  final Applications applications;
  final Bridges bridges;
  final Partings partings;
  final Hangups hangups;
  final Originator originator;
  final Transfers transfers;
  final BridgeApplication bridgeApplication;
  final Refers refers;
  final DeadPhones deadPhones;
  final Arrivals arrivals;
  final Conferences conferences;
  final Eavesdrops eavesdrops;
  final Holds holds;
  final Keypad keypad;
  final OutsideWorld outside;
  final Phones phones;
  final ScheduledTasks tasks;
  final long startedMicros;
  int sessionsSinceStart;
  SipNetwork network = new SipNetwork();

  Core(SimulatorConfig config, Scheduler scheduler, EventSink sink) {
    this.config = config;
    this.scheduler = scheduler;
    this.events = new Events(scheduler, sink);
    this.startedMicros = scheduler.nowMicros();
    this.legs = new Legs(this);
    this.applications = new Applications(this);
    this.bridges = new Bridges(this);
    this.partings = new Partings(this);
    this.hangups = new Hangups(this);
    this.originator = new Originator(this);
    this.transfers = new Transfers(this);
    this.bridgeApplication = new BridgeApplication(this);
    this.refers = new Refers(this);
    this.deadPhones = new DeadPhones(this);
    this.arrivals = new Arrivals(this);
    this.conferences = new Conferences(this);
    this.eavesdrops = new Eavesdrops(this);
    this.holds = new Holds(this);
    this.keypad = new Keypad(this);
    this.outside = new OutsideWorld(this);
    this.phones = new Phones(this);
    this.tasks = new ScheduledTasks(this);
  }

  /** A channel that commands can still reach. */
  Optional<Channel> living(String uuid) {
    return Optional.ofNullable(channels.get(uuid)).filter(leg -> !leg.isEnded());
  }

  /** A channel for which even its last events are not out yet counts as taken. */
  boolean isTaken(String uuid) {
    return channels.containsKey(uuid);
  }

  void admit(Channel leg) {
    channels.put(leg.uuid, leg);
    leg.variables.put("direction", leg.direction.label());
    leg.variables.put("uuid", leg.uuid);
    leg.variables.put("session_id", String.valueOf(++sessionsSinceStart));
    leg.variables.put("channel_name", leg.name);
  }

  /** Runs {@code step} a frame later unless the leg has ended by then. */
  void nextFrame(Channel leg, Runnable step) {
    scheduler.after(FRAME_MS, () -> {
      if (!leg.isEnded()) {
        step.run();
      }
    });
  }

  static String newUuid() {
    return UUID.randomUUID().toString();
  }
}
