package org.ctibar.call;

import static org.ctibar.call.Centre.get;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.call.CallAct;
import org.ctibar.gateway.Promises;
import org.ctibar.simulator.PhoneBehaviour;
import org.ctibar.verify.walk.Caller;
import org.ctibar.verify.walk.Handset;
import org.ctibar.verify.walk.Party;
import org.ctibar.verify.walk.World;

/** A random walk in a {@link Centre}: three agents, an outside number and an extension at which nobody is signed in. */
final class SimulatedWorld implements World {
  private static final Map<String, CallAct> ACTS = Arrays.stream(CallAct.values())
      .collect(Collectors.toMap(CallAct::command, act -> act, (first, second) -> first));

  private final Centre centre;
  private final List<Party> parties = new ArrayList<>();
  private final List<Handset> strangers = new ArrayList<>();
  private final List<String> timedOut = new CopyOnWriteArrayList<>();
  private int callers;
  /** By the id of their call, which is that of their leg. */
  private final Map<String, String> callerNumbers = new ConcurrentHashMap<>();

  SimulatedWorld(Centre centre) {
    this.centre = centre;
    sit("alice", "1001");
    sit("bob", "1002");
    sit("carol", "1003");
    get(centre.simulated.behave("1020", PhoneBehaviour.ringsUntilTold()));
    get(centre.simulated.outsideNumberBehaves("13912345678", PhoneBehaviour.ringsUntilTold()));
    get(centre.simulated.unregisterPhone("1047"));
    strangers.add(new Phone("1020", ofExtension("1020")));
    strangers.add(new Phone(
        "13912345678", row -> row.getString("name").startsWith("sofia/external/13912345678")));
  }

  private void sit(String agentId, String extension) {
    get(centre.simulated.behave(extension, PhoneBehaviour.ringsUntilTold()));
    parties.add(
        new Agent(centre.desk(agentId), new Phone(extension, ofExtension(extension)), timedOut));
  }

  private static Predicate<JsonObject> ofExtension(String extension) {
    return row -> row.getString("presence_id").startsWith(extension + "@");
  }

  @Override
  public List<Party> parties() {
    return parties;
  }

  @Override
  public List<Handset> strangers() {
    return strangers;
  }

  @Override
  public List<String> badNumbers() {
    return List.of("0111", "1x1", "1047", "0085212345678");
  }

  @Override
  public List<String> groups() {
    return List.of("1", "2", "nobody");
  }

  @Override
  public Caller newCaller() {
    String number = "1380000" + String.format(Locale.ROOT, "%04d", callers++);
    String leg = centre.caller("7001", number);
    callerNumbers.put(leg, number);
    return new Outside(number, leg);
  }

  @Override
  public List<String> channels() {
    return rows(row -> true).stream()
        .map(row -> row.getString("name") + " " + row.getString("callstate"))
        .toList();
  }

  private List<JsonObject> rows(Predicate<JsonObject> which) {
    String shown = get(centre.simulated.api("show channels as json")).strip();
    return new JsonObject(shown)
        .getJsonArray("rows", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .filter(which)
            .toList();
  }

  private final class Outside implements Caller {
    private final String number;
    private final String leg;
    private boolean endedItself;

    Outside(String number, String leg) {
      this.number = number;
      this.leg = leg;
    }

    @Override
    public String number() {
      return number;
    }

    @Override
    public void hangUp() {
      endedItself = get(centre.simulated.hangup(leg).map(true).otherwise(false));
    }

    @Override
    public boolean isOver() {
      return get(centre.simulated.isMuted(leg).map(false).otherwise(true));
    }

    @Override
    public boolean endedItself() {
      return endedItself;
    }
  }

  /** Commands of which the switch never reported what became of them, though its phones do as they are told. */
  List<String> timedOut() {
    return timedOut;
  }

  private record Agent(Desk desk, Handset handset, List<String> timedOut) implements Party {
    @Override
    public Future<JsonObject> command(String command, JsonObject args) {
      return desk.promise(translated(command, args)).map(JsonObject::new).onFailure(e -> {
        if (e instanceof CtiException late && late.code() == ErrorCode.TIMEOUT) {
          timedOut.add(desk.agentId() + ": " + command + args.encode());
        }
      });
    }

    @Override
    public JsonObject snapshot() {
      return Promises.snapshot(desk.look());
    }

    private AgentCommand translated(String command, JsonObject args) {
      String agent = desk.agentId();
      String to = args.getString("to", args.getString("digits"));
      return switch (command) {
        case "ready" -> new AgentCommand.GoReady(agent);
        case "busy", "rest" -> new AgentCommand.GoNotReady(agent, command);
        case "makecall" -> new AgentCommand.Dial(agent, to, Map.of());
        case "offhook" -> new AgentCommand.Offhook(agent);
        case "hangup" -> new AgentCommand.HangUp(agent);
        case "transfer" ->
          new AgentCommand.Act(
              agent,
              "to_queue".equals(args.getString("type"))
                  ? CallAct.TRANSFER_TO_QUEUE
                  : CallAct.TRANSFER_TO_PHONE,
              to);
        default -> new AgentCommand.Act(agent, ACTS.get(command), to);
      };
    }
  }

  /** Of what a phone is asked for too late nothing comes. */
  private final class Phone implements Handset {
    private final String number;
    private final Predicate<JsonObject> its;

    Phone(String number, Predicate<JsonObject> its) {
      this.number = number;
      this.its = its;
    }

    @Override
    public String number() {
      return number;
    }

    @Override
    public boolean rings() {
      return !legs("RINGING").isEmpty();
    }

    @Override
    public boolean talks() {
      return !legs("ACTIVE", "HELD", "UNHELD").isEmpty();
    }

    @Override
    public void lift() {
      each(legs("RINGING"), leg -> centre.simulated.answer(leg));
    }

    @Override
    public void layDown() {
      each(legs("ACTIVE", "HELD", "UNHELD"), leg -> centre.simulated.hangup(leg));
      refuse();
    }

    @Override
    public void refuse() {
      each(legs("RINGING"), leg -> centre.simulated.refuse(leg, "USER_BUSY"));
    }

    @Override
    public void hold() {
      each(legs("ACTIVE"), leg -> centre.simulated.holdByPhone(leg));
    }

    @Override
    public void resume() {
      each(legs("HELD"), leg -> centre.simulated.unholdByPhone(leg));
    }

    @Override
    public Set<String> callers() {
      return rows(its).stream()
          .map(row -> centre.variable(row.getString("uuid"), "cti_call").orElse(""))
          .map(call -> callerNumbers.getOrDefault(call, ""))
          .filter(number -> !number.isEmpty())
          .collect(Collectors.toSet());
    }

    private List<String> legs(String... states) {
      return rows(its).stream()
          .filter(row -> List.of(states).contains(row.getString("callstate")))
          .map(row -> row.getString("uuid"))
          .toList();
    }

    private void each(List<String> legs, Function<String, Future<Void>> act) {
      legs.forEach(leg -> get(act.apply(leg).otherwiseEmpty()));
    }
  }
}
