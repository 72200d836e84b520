package org.ctibar.verify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ctibar.verify.sip.SipCall;
import org.ctibar.verify.sip.SipPhone;
import org.ctibar.verify.walk.Caller;
import org.ctibar.verify.walk.Handset;
import org.ctibar.verify.walk.Party;
import org.ctibar.verify.walk.World;

/** A random walk on a real switch, with SIP phones. */
final class SwitchWorld implements World {
  private static final int AGENTS = 4;

  private final Stage stage;
  private final List<Party> parties = new ArrayList<>();
  private final List<Handset> strangers = new ArrayList<>();

  SwitchWorld(Stage stage) throws Exception {
    this.stage = stage;
    for (int i = 0; i < AGENTS; i++) {
      Desk desk = stage.agent();
      parties.add(new SeatedAgent(desk, new Receiver(desk.extension(), desk::phone)));
    }
    strangers.add(new Receiver(stage.outsideNumber(), stage::outside));
    SipPhone unattended = stage.unattended();
    strangers.add(new Receiver(unattended.user(), () -> unattended));
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
    return List.of("0111", "1x1", stage.plan().unregistered(), PeopleFile.FORBIDDEN + "000001");
  }

  @Override
  public List<String> groups() {
    return List.of(PeopleFile.GROUP, PeopleFile.OTHER_GROUP, "nobody");
  }

  @Override
  public Caller newCaller() {
    try {
      return new RealCaller(stage.customer());
    } catch (Exception e) {
      throw new AssertionError("no call from outside: " + e.getMessage(), e);
    }
  }

  @Override
  public List<String> channels() {
    return stage.site().switchView().channels().stream().map(Object::toString).toList();
  }

  private record RealCaller(Customer customer) implements Caller {
    @Override
    public String number() {
      return customer.number();
    }

    @Override
    public void hangUp() {
      customer.call().hangUp();
    }

    @Override
    public boolean isOver() {
      return customer.call().isOver();
    }

    @Override
    public boolean endedItself() {
      return customer.call().endedByUs();
    }
  }

  private record SeatedAgent(Desk desk, Handset handset) implements Party {
    @Override
    public Future<JsonObject> command(String command, JsonObject args) {
      return desk.page().command(command, args);
    }

    @Override
    public JsonObject snapshot() {
      return desk.snapshot();
    }
  }

  private record Receiver(String number, Supplier<SipPhone> phone) implements Handset {
    @Override
    public boolean rings() {
      return phone.get().calls().stream().anyMatch(SipCall::rings);
    }

    @Override
    public boolean talks() {
      return phone.get().calls().stream().anyMatch(SipCall::talks);
    }

    @Override
    public void lift() {
      phone.get().calls().stream().filter(SipCall::rings).forEach(SipCall::answer);
    }

    @Override
    public void layDown() {
      phone.get().calls().forEach(SipCall::hangUp);
    }

    @Override
    public void refuse() {
      phone.get().calls().forEach(call -> call.refuse(486));
    }

    @Override
    public void hold() {
      phone.get().calls().stream().filter(SipCall::talks).forEach(SipCall::hold);
    }

    @Override
    public void resume() {
      phone.get().calls().stream().filter(SipCall::talks).forEach(SipCall::resume);
    }
  }
}
