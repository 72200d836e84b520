package org.ctibar.call;

import java.util.Optional;
import java.util.function.Consumer;
import org.ctibar.bus.Mask;
import org.ctibar.esl.Commands;
import org.ctibar.esl.EslEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Legs that no call of this switch knows: new callers, phones that dial by themselves, phones that ring for another
 * switch, and legs of ours that outlived their call. Belongs to the event loop of its {@link SwitchOwner}.
 */
final class Strangers {
  private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

  private final String switchId;
  private final SwitchOwner.Tools tools;
  private final SwitchHands hands;
  private final CheckUp checkUp;
  private final Neighbours neighbours;
  private final Listeners listeners;
  private final Consumer<Step> begin;
  private final ArrivalClock arrivals;
  private boolean warnedOfChannelId;

  /** @param begin gets the first step of each new call */
  Strangers(
      String switchId,
      SwitchOwner.Tools tools,
      SwitchHands hands,
      CheckUp checkUp,
      Neighbours neighbours,
      Listeners listeners,
      Consumer<Step> begin) {
    this.switchId = switchId;
    this.tools = tools;
    this.hands = hands;
    this.checkUp = checkUp;
    this.neighbours = neighbours;
    this.listeners = listeners;
    this.begin = begin;
    this.arrivals = new ArrivalClock(tools.clock());
  }

  void hear(EslEvent event, LegEvent news) {
    boolean ours = event.variable(Variables.ROLE) != null;
    if (neighbours.heed(event, news) || listeners.heed(news) || (ours && checkUp.keeps(event))) {
      return;
    }
    boolean inbound = "inbound".equals(event.direction());
    if (ours) {
      endIfItStirs(event, news);
    } else if (news.kind() == LegEvent.Kind.CREATED) {
      DeskPhones.call(event, switchId, tools.directory().current(), tools).ifPresent(begin);
    } else if (news.kind() == LegEvent.Kind.PARKED && inbound && !checkUp.keepsArrival(event)) {
      arrive(event);
    }
  }

  private void endIfItStirs(EslEvent event, LegEvent news) {
    if (news.stirs() && "outbound".equals(event.direction())) {
      hands.kill(news.leg(), Causes.NORMAL_CLEARING);
    }
  }

  /** @param channel of a caller who is parked */
  void arrive(EslEvent channel) {
    if (!Commands.isChannelId(channel.uuid())) {
      leaveAlone();
      return;
    }
    Optional<Step> routed = Arrival.route(
        channel, switchId, tools.directory().current(), tools.config().times(), arrivals.next());
    if (routed.isEmpty()) {
      LOG.info(
          "Caller dialled a number that leads nowhere number={}",
          Mask.number(channel.destinationNumber()));
      hands.kill(channel.uuid(), Causes.UNALLOCATED_NUMBER);
      return;
    }
    begin.accept(routed.get());
  }

  /** No command can name this channel, not even to end it. */
  private void leaveAlone() {
    if (!warnedOfChannelId) {
      warnedOfChannelId = true;
      LOG.warn(
          "Callers with unusable channel ids are left alone switch={};"
              + " set inbound-use-callid-as-uuid=false on its SIP profiles",
          switchId);
    }
  }
}
