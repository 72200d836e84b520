package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.ctibar.cluster.Ownership;
import org.ctibar.cluster.Tenure;
import org.ctibar.esl.EslConfig;
import org.ctibar.esl.EslLink;
import org.ctibar.esl.SwitchAddress;

/** One switch as this node sees it: driven here while this node owns it, and only known otherwise. */
final class SwitchSeat implements Ownership.Owner {
  /** What every owner of this switch works with. */
  record Equipment(SwitchAddress address, EslConfig esl, SwitchOwner.Tools tools, Phones phones) {}

  private final Vertx vertx;
  private final Switches switches;
  private final Equipment equipment;
  private final Runnable onBusyness;
  private SwitchOwner owner;

  /** @param onBusyness called when an owner has its first call, or none any more, or is new */
  SwitchSeat(Vertx vertx, Switches switches, Equipment equipment, Runnable onBusyness) {
    this.vertx = vertx;
    this.switches = switches;
    this.equipment = equipment;
    this.onBusyness = onBusyness;
  }

  String switchId() {
    return equipment.address().id();
  }

  Optional<SwitchOwner> owner() {
    return Optional.ofNullable(owner);
  }

  @Override
  public Future<Void> begin(Tenure tenure) {
    EslLink link = new EslLink(vertx, equipment.address(), equipment.esl());
    owner = new SwitchOwner(
        vertx,
        link,
        new SwitchOwner.Seat(tenure, equipment.phones(), onBusyness),
        equipment.tools());
    switches.watch(switchId(), new Switches.Driven(link::isUp, owner::calls));
    Future<Void> open = owner.open();
    onBusyness.run();
    return open;
  }

  @Override
  public Future<Void> end() {
    SwitchOwner ended = owner;
    owner = null;
    switches.forget(switchId());
    return ended == null ? Future.succeededFuture() : ended.close();
  }
}
