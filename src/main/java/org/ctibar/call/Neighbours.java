package org.ctibar.call;

import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ctibar.bus.Topics;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.esl.EslEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the owner of a switch has to do with the owners of the others. Belongs to its event loop. */
final class Neighbours {
  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

  private final Vertx vertx;
  private final Phones phones;
  private final SwitchHands hands;
  private final Performer performer;
  private final Consumer<String> lost;

  Neighbours(Vertx vertx, Phones phones, SwitchHands hands, Performer performer, CheckUp checkUp) {
    this.vertx = vertx;
    this.phones = phones;
    this.hands = hands;
    this.performer = performer;
    this.lost = checkUp::loseRinging;
  }

  void open() {
    phones.onLost(lost);
  }

  void close() {
    phones.forget(lost);
  }

  /** @return whether the event is of a leg that belongs to a call of another switch */
  boolean heed(EslEvent event, LegEvent news) {
    if (!Relays.isOne(event)) {
      return false;
    }
    Optional<Relays.Word> word = Relays.word(event, news);
    word.ifPresent(this::tell);
    if (word.isEmpty() && Relays.isStranded(event, news)) {
      hands.kill(news.leg(), Causes.NORMAL_CLEARING);
    }
    return true;
  }

  private void tell(Relays.Word word) {
    Topics.CALL_COMMAND
        .ask(vertx, word.switchId(), word.command())
        .onFailure(e -> LOG.info(
            "Phone did what its call does not allow call={} deed={} reason={}",
            word.command().callId(),
            word.command().deed(),
            e.getMessage()));
  }

  /** @return whether the command was from another owner, and is done */
  boolean obey(CallCommand command, Function<String, CallModel> known) {
    if (command instanceof CallCommand.PhoneTalk talk) {
      hands.obey(new Effect.PhoneTalk(talk.leg()));
      return true;
    }
    if (command instanceof CallCommand.PhoneDid did) {
      performer.phoneDid(known.apply(did.callId()), did);
      return true;
    }
    return false;
  }
}
