package org.ctibar.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code sched_hangup}, {@code sched_transfer}, {@code sched_api} and their end, {@code sched_del}. */
final class ScheduledTasks {
  private static final Pattern DELAY = Pattern.compile("\\+?(\\d{1,7})");

  private final Core core;
  private final Map<String, List<Scheduler.Timer>> byGroup = new HashMap<>();
  private int lastId;

  ScheduledTasks(Core core) {
    this.core = core;
  }

  /** @param argument {@code +N [cause]} */
  void hangup(Channel leg, String argument) {
    String[] words = argument.strip().split("\\s+", 2);
    HangupCause cause = HangupCause.parse(words.length > 1 ? words[1] : "ALLOTTED_TIMEOUT");
    schedule(words[0], leg.uuid, () -> {
      if (!leg.isEnded()) {
        core.hangups.immediately(leg, cause);
      }
    });
  }

  /**
   * @param delay {@code +N}, seconds
   * @return the task's number, or -1 if there is no sense in the delay
   */
  int schedule(String delay, String group, Runnable task) {
    Matcher seconds = DELAY.matcher(delay);
    if (!seconds.matches()) {
      return -1;
    }
    long ms = Long.parseLong(seconds.group(1)) * 1_000;
    byGroup.computeIfAbsent(group, g -> new ArrayList<>()).add(core.scheduler.after(ms, task));
    return ++lastId;
  }

  /** @return how many were waiting in the group */
  int delete(String group) {
    List<Scheduler.Timer> timers = byGroup.remove(group);
    if (timers == null) {
      return 0;
    }
    timers.forEach(Scheduler.Timer::cancel);
    return timers.size();
  }

  void forget(String group) {
    delete(group);
  }
}
