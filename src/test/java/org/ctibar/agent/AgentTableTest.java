package org.ctibar.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.agent.AgentEvent.Callback;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.call.CallAct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trigger in every state: agent/table.txt says what must come of it. */
class AgentTableTest {
  private static final List<String> STATES = List.of(
      "OUT",
      "NOT_READY",
      "READY",
      "BACK_OFF",
      "WRAP_UP",
      "LOST",
      "NO_PHONE",
      "RESERVED",
      "RINGING",
      "TALKING",
      "WANTS_REST",
      "DIRECT_RING",
      "DIALING",
      "DIALING_RINGS",
      "DIALING_UP",
      "DIALED_TALK",
      "HELD",
      "CONSULT_RINGS",
      "CONSULTING",
      "CONFERENCED");
  private static final List<String> TRIGGERS = Stream.of(
          Stream.of(
              "login",
              "login same session",
              "login other browser",
              "logout",
              "ready",
              "busy",
              "rest",
              "look",
              "offer",
              "offer again",
              "withdraw",
              "withdraw other",
              "makecall",
              "makecall refused",
              "offhook",
              "hangup",
              "phone gone",
              "phone back",
              "attach",
              "attach other browser",
              "detach",
              "detach other",
              "offer expired",
              "pause over",
              "60 s without socket",
              "15 min without socket"),
          Arrays.stream(CallAct.values()).map(act -> "act " + act),
          calls("offered"),
          calls("direct"),
          calls("dialled"))
      .flatMap(s -> s)
      .toList();

  record Cell(String trigger, String state, String outcome) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void does(Cell cell) {
    assertThat(outcome(cell.state(), cell.trigger())).isEqualTo(cell.outcome());
  }

  @Test
  void saysOfEachCellOnce() {
    List<String> written =
        cells().stream().map(c -> c.trigger() + " in " + c.state()).toList();
    Set<String> all = TRIGGERS.stream()
        .flatMap(t -> STATES.stream().map(s -> t + " in " + s))
        .collect(Collectors.toSet());
    assertThat(written).doesNotHaveDuplicates();
    assertThat(new HashSet<>(written)).isEqualTo(all);
  }

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    String trigger = null;
    for (String line : lines()) {
      if (!line.startsWith(" ")) {
        trigger = line;
        continue;
      }
      String[] parts = line.strip().split(" *: *", 2);
      for (String state : parts[0].split(" ")) {
        cells.add(new Cell(trigger, state, parts[1]));
      }
    }
    return cells;
  }

  private static List<String> lines() {
    try (var in = AgentTableTest.class.getResourceAsStream("/agent/table.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> calls(String kind) {
    return Arrays.stream(CallStep.values()).map(step -> kind + " " + step);
  }

  /** {@code same}, an error code, or presence, work and what else is new, then the callbacks. */
  private static String outcome(String stateName, String trigger) {
    Agents agent = Agents.in(stateName);
    Trigger on = trigger(agent, trigger);
    AgentState before = agent.state();
    try {
      agent.on(on);
    } catch (CtiException e) {
      return e.code().name();
    }
    Step step = agent.last();
    String orders = step.order() == null
        ? ""
        : " orders " + step.order().command().getClass().getSimpleName();
    if (agent.state().equals(before)) {
      return "same" + (step.queued() ? " queued" : "") + orders;
    }
    assertThat(agent.state().revision()).isEqualTo(before.revision() + 1);
    return state(before, agent) + (step.queued() ? " queued" : "") + orders + callbacks(step);
  }

  private static String state(AgentState before, Agents agent) {
    AgentState s = agent.state();
    String reason = s.standing().reason() == null ? "" : "(" + s.standing().reason() + ")";
    long readyIn = s.readyAt() - agent.nowMs();
    String pause = s.pause() == Pause.NONE ? "" : " " + s.pause() + " " + readyIn + " ms";
    String next = s.standing().next() == null ? "" : " next=" + s.standing().next();
    String sessions = s.line().sessionIds().equals(before.line().sessionIds())
        ? ""
        : " sessions=" + s.line().sessionIds();
    String phone = s.line().phoneRegistered() ? "" : " no phone";
    return s.standing().presence() + reason + " " + s.job().work() + pause + next + sessions
        + phone;
  }

  private static String callbacks(Step step) {
    return step.callbacks().isEmpty()
        ? ""
        : step.callbacks().stream()
            .map(AgentTableTest::callback)
            .collect(Collectors.joining(", ", " -> ", ""));
  }

  private static String callback(Callback c) {
    return c.name() + (c.only() == null ? "" : " to " + c.only());
  }

  private static Trigger trigger(Agents agent, String name) {
    long untilMs = agent.nowMs() + 30_000;
    return switch (name) {
      case "login" -> Agents.login(Agents.SECOND_TAB);
      case "login same session" -> Agents.login(Agents.TAB);
      case "login other browser" -> Agents.login(Agents.OTHER_BROWSER);
      case "logout" -> new Trigger.SignOut();
      case "ready" -> new Trigger.GoReady();
      case "busy" -> new Trigger.GoNotReady("busy");
      case "rest" -> new Trigger.GoNotReady("rest");
      case "look" -> new Trigger.Look();
      case "offer" -> new Trigger.Offer("o9", "c9", untilMs, 0);
      case "offer again" -> new Trigger.Offer("o1", "c1", untilMs, 0);
      case "withdraw" -> new Trigger.Withdraw("o1");
      case "withdraw other" -> new Trigger.Withdraw("o9");
      case "makecall" -> new Trigger.Dial("d9", "fs1", "13900003333", null);
      case "makecall refused" -> new Trigger.DialRefused("d1");
      case "offhook" -> new Trigger.Offhook();
      case "hangup" -> new Trigger.HangUp();
      case "phone gone" -> new Trigger.PhoneGone();
      case "phone back" -> new Trigger.PhoneBack();
      case "attach" -> new Trigger.Attach(Agents.TAB);
      case "attach other browser" -> new Trigger.Attach(Agents.OTHER_BROWSER);
      case "detach" -> new Trigger.Detach("s1");
      case "detach other" -> new Trigger.Detach("s9");
      default -> timerOrCall(agent, name);
    };
  }

  private static Trigger timerOrCall(Agents agent, String name) {
    return switch (name) {
      case "offer expired" -> afterwards(agent, 60_000, new Trigger.OfferExpired());
      case "pause over" -> afterwards(agent, 20_000, new Trigger.PauseOver());
      case "60 s without socket" -> afterwards(agent, 60_000, new Trigger.ConnectionLost());
      case "15 min without socket" ->
        afterwards(
            agent, 60_000, new Trigger.ConnectionLost(), 900_000, new Trigger.ConnectionGone());
      default -> call(name.split(" "));
    };
  }

  private static Trigger afterwards(Agents agent, long ms, Trigger on) {
    agent.later(ms);
    return on;
  }

  private static Trigger afterwards(Agents agent, long ms, Trigger on, long moreMs, Trigger then) {
    agent.later(ms).on(on).later(moreMs);
    return then;
  }

  private static Trigger call(String[] kindAndStep) {
    if (kindAndStep[0].equals("act")) {
      return new Trigger.Act(CallAct.valueOf(kindAndStep[1]), "1");
    }
    CallStep step = CallStep.valueOf(kindAndStep[1]);
    return switch (kindAndStep[0]) {
      case "offered" -> Agents.told(step);
      case "direct" -> Agents.direct(step, Agents.INTERNAL);
      case "dialled" -> Agents.direct(step, Agents.DIALLED);
      default -> throw new IllegalArgumentException(String.join(" ", kindAndStep));
    };
  }
}
