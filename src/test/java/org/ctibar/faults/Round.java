package org.ctibar.faults;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/** A fault strikes while all agents talk and others wait; then who waits is served, and all hang up. */
final class Round {
  /** What strikes. */
  interface Fault {
    void strike(Shift shift) throws Exception;
  }

  private final Shift shift;
  private final List<Agent> talkers;
  private final List<Agent> ringers;
  private final Set<String> calls = new HashSet<>();

  private Round(Shift shift, List<Agent> talkers, List<Agent> ringers) {
    this.shift = shift;
    this.talkers = talkers;
    this.ringers = ringers;
  }

  /** @return what it cost */
  static Losses of(Shift shift, int waiting, Fault fault) throws Exception {
    return of(shift, shift.agents.size(), 0, waiting, fault);
  }

  /** @param talking so many agents talk, {@code ringing} others let their phones ring, the rest only look on */
  static Losses of(Shift shift, int talking, int ringing, int waiting, Fault fault)
      throws Exception {
    return new Round(
            shift,
            shift.agents.subList(0, talking),
            shift.agents.subList(talking, talking + ringing))
        .run(waiting, fault);
  }

  private Losses run(int count, Fault fault) throws Exception {
    ringers.forEach(Agent::pause);
    List<String> talking = shift.theyTalk(talkers);
    List<String> ringing = shift.theyLetRing(ringers);
    List<String> waiting = shift.othersWait(count);
    calls.addAll(talking);
    calls.addAll(ringing);
    calls.addAll(waiting);

    fault.strike(shift);

    comes(() -> shift.agents.stream().allMatch(Agent::isSignedIn));
    int lostCalls = missing(talking, shift::talks);
    int lostPlaces = missing(waiting, shift::waits);
    ringers.forEach(Agent::answer);
    lostCalls += missing(ringing, shift::talks);
    lostPlaces += served(waiting);
    int stuck = hungUp();
    return new Losses(lostCalls, lostPlaces, rungTwice(), stuck, wrongRecords());
  }

  /** One agent after the other becomes free. @return how many callers did not come in their turn */
  private int served(List<String> waiting) {
    int wrong = 0;
    for (int i = 0; i < waiting.size(); i++) {
      Agent agent = talkers.get(i);
      String before = agent.call();
      agent.hangUp();
      comes(() -> agent.call() != null && !agent.call().equals(before));
      if (!waiting.get(i).equals(agent.call())) {
        wrong++;
        System.err.printf(
            "%s hung up %s: %s came, not %s, who was number %d of those who waited; is %s%n",
            agent.user(), before, agent.call(), waiting.get(i), i + 1, agent.look());
      }
    }
    return wrong;
  }

  /** @return how many agents are not idle then */
  private int hungUp() {
    List<Agent> busyOnes = new ArrayList<>(talkers);
    busyOnes.addAll(ringers);
    for (Agent agent : busyOnes) {
      if (comes(() -> "TALKING".equals(agent.work()))) {
        agent.hangUp();
      }
    }
    comes(() -> Fleet.get(shift.fleet.simulated.channelCount()) == 0);
    List<Agent> busy = new ArrayList<>(shift.agents);
    comes(() -> {
      busy.removeIf(agent -> "IDLE".equals(agent.work()));
      return busy.isEmpty();
    });
    busy.forEach(agent -> System.err.printf("%s is stuck: %s%n", agent.user(), agent.look()));
    return busy.size();
  }

  private int rungTwice() {
    List<String> all = shift.agents.stream()
        .flatMap(agent -> agent.rung().stream())
        .filter(calls::contains)
        .toList();
    return all.size() - new HashSet<>(all).size();
  }

  private int wrongRecords() {
    List<String> good = new ArrayList<>();
    comes(() -> {
      good.clear();
      shift.fleet.records().stream()
          .filter(record -> record.bridged() && record.agent() != null)
          .map(Fleet.Record::callId)
          .filter(calls::contains)
          .forEach(good::add);
      return good.size() == calls.size();
    });
    Set<String> bad = new HashSet<>(calls);
    good.forEach(bad::remove);
    shift.fleet.records().stream()
        .filter(record -> bad.contains(record.callId()))
        .forEach(record -> System.err.println("wrong record: " + record));
    return calls.size() - new HashSet<>(good).size() + good.size() - new HashSet<>(good).size();
  }

  private interface As {
    boolean is(String call);
  }

  private static int missing(List<String> some, As state) {
    comes(() -> some.stream().allMatch(state::is));
    return (int) some.stream().filter(call -> !state.is(call)).count();
  }

  private static boolean comes(Callable<Boolean> wanted) {
    try {
      await().atMost(Shift.SOON).ignoreExceptions().until(wanted);
      return true;
    } catch (ConditionTimeoutException never) {
      return false;
    }
  }
}
