package org.ctibar.verify.walk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What to do next. Mostly what is possible, sometimes what is not. */
final class Choices {
  record Command(String name, JsonObject args) {}

  private static final List<String> ALL = List.of(
      "ready",
      "busy",
      "rest",
      "makecall",
      "offhook",
      "hangup",
      "hold",
      "unhold",
      "transfer",
      "consult",
      "consultComplete",
      "consultCancel",
      "alternate",
      "conference",
      "mute",
      "unmute",
      "dtmf",
      "reject");
  private static final List<String> OF_PRESENCE = List.of("ready", "busy", "rest");
  /** They end what could go on, or keep an agent from calls. */
  private static final List<String> SELDOM = List.of("hangup", "reject", "makecall");

  private final World world;
  private final Random random;

  Choices(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  Command command(Party party) {
    List<String> allowed =
        new ArrayList<>(party.snapshot().getJsonArray("allowed", new JsonArray()).stream()
            .map(String::valueOf)
            .filter(ALL::contains)
            .sorted()
            .toList());
    seldom(OF_PRESENCE, allowed);
    seldom(SELDOM, allowed);
    String name = allowed.isEmpty() || random.nextInt(10) == 0 ? oneOf(ALL) : oneOf(allowed);
    return new Command(name, args(name, party));
  }

  private void seldom(List<String> commands, List<String> allowed) {
    if (random.nextInt(5) > 0 && !commands.containsAll(allowed)) {
      allowed.removeAll(commands);
    }
  }

  /** Mostly one who has a call. */
  Party party() {
    List<Party> atWork = world.parties().stream()
        .filter(party -> !"IDLE".equals(party.snapshot().getString("work")))
        .toList();
    return oneOf(atWork.isEmpty() || random.nextInt(6) == 0 ? world.parties() : atWork);
  }

  /** One that rings or talks, if there is one. */
  Handset handset() {
    List<Handset> all = handsets();
    List<Handset> ringing = all.stream().filter(Handset::rings).toList();
    if (!ringing.isEmpty() && random.nextInt(4) > 0) {
      return oneOf(ringing);
    }
    List<Handset> busy = all.stream().filter(Handset::talks).toList();
    return oneOf(busy.isEmpty() ? all : busy);
  }

  String act(Handset handset) {
    if (handset.rings()) {
      return random.nextInt(8) == 0 ? "refuse" : "lift";
    }
    List<String> acts = new ArrayList<>(List.of("lay down", "hold", "resume", "nothing"));
    acts.removeIf(act ->
        !act.equals("lay down") && !act.equals("nothing") && !handset.keys().contains(act));
    return oneOf(acts);
  }

  private JsonObject args(String name, Party party) {
    return switch (name) {
      case "makecall", "consult" -> new JsonObject().put("to", target(party));
      case "transfer" ->
        random.nextInt(3) == 0
            ? new JsonObject().put("to", oneOf(world.groups())).put("type", "to_queue")
            : new JsonObject().put("to", target(party)).put("type", "to_phone");
      case "dtmf" -> new JsonObject().put("digits", "1#");
      default -> new JsonObject();
    };
  }

  private String target(Party party) {
    if (random.nextInt(10) == 0) {
      return oneOf(world.badNumbers());
    }
    return oneOf(handsets().stream()
        .map(Handset::number)
        .filter(number -> !number.equals(party.handset().number()))
        .toList());
  }

  private List<Handset> handsets() {
    return Stream.concat(world.parties().stream().map(Party::handset), world.strangers().stream())
        .toList();
  }
}
