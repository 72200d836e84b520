package org.ctibar.testing;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a test can leave behind.
 *
 * @param processes those this process started, or that were started by one of them
 * @param ports on which this process listens
 * @param threads that keep this process alive
 */
record Resources(Set<RunningProcess> processes, Set<Integer> ports, Set<Thread> threads) {
  /** Begun by the first test with a timeout, for all of the process. */
  private static final String JUNITS_OWN = "junit-jupiter-timeout-watcher";

  /** Ports are seen on Linux only, and so are processes whose parent has ended. */
  static Resources now() {
    return new Resources(RunningProcess.ours(), ListeningPorts.ours(), livingThreads());
  }

  private static Set<Thread> livingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !thread.isDaemon())
        .filter(thread -> !thread.getName().equals(JUNITS_OWN))
        .collect(Collectors.toSet());
  }

  Resources minus(Resources others) {
    return new Resources(
        minus(processes, others.processes),
        minus(ports, others.ports),
        minus(threads, others.threads));
  }

  private static <T> Set<T> minus(Set<T> some, Set<T> others) {
    Set<T> rest = new HashSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  Resources withoutThreads() {
    return new Resources(processes, ports, Set.of());
  }

  boolean isEmpty() {
    return processes.isEmpty() && ports.isEmpty() && threads.isEmpty();
  }

  @Override
  public String toString() {
    return "processes=" + processes + " ports=" + ports + " threads="
        + threads.stream().map(Thread::getName).sorted().toList();
  }
}
