package org.ctibar.call;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ctibar.esl.ChannelSnapshot;
import org.ctibar.esl.EslEvent;

/**
 * What the switch says of one channel, reduced to what moves a call.
 *
 * @param peer the other leg of a BRIDGED, else null
 * @param answered whether the channel was answered by then; a PARKED one may be in early media only
 * @param cause of ENDED and FAILED, as FreeSWITCH names it
 * @param referredTo of PARKED: the number to which the other party's phone transferred this one, else null
 */
record LegEvent(
    Kind kind, String leg, String peer, boolean answered, String cause, String referredTo)
    implements CallInput {

  enum Kind {
    CREATED,
    RINGING,
    ANSWERED,
    PARKED,
    BRIDGED,
    /** The phone itself put the other party on hold, or took it back. */
    HELD,
    RETRIEVED,
    /** In the conference. */
    GATHERED,
    ENDED,
    /** The originate of this leg came to nothing; there may never have been a channel. */
    FAILED
  }

  LegEvent(Kind kind, String leg, String peer, boolean answered, String cause) {
    this(kind, leg, peer, answered, cause, null);
  }

  /** What a channel has come to, as if its events were heard now. */
  static List<LegEvent> seenOn(ChannelSnapshot channel) {
    String leg = channel.uuid();
    if (!channel.answered()) {
      boolean rings = Set.of("ringing", "early").contains(String.valueOf(channel.answerState()));
      return rings ? List.of(new LegEvent(Kind.RINGING, leg, null, false, null)) : List.of();
    }
    LegEvent answered = new LegEvent(Kind.ANSWERED, leg, null, true, null);
    if (channel.bridgedTo() != null) {
      return List.of(answered, new LegEvent(Kind.BRIDGED, leg, channel.bridgedTo(), true, null));
    }
    return channel.parked()
        ? List.of(answered, new LegEvent(Kind.PARKED, leg, null, true, null))
        : List.of(answered);
  }

  /** Empty for events that move no call. */
  static Optional<LegEvent> of(EslEvent event) {
    return switch (event.name()) {
      case "CHANNEL_CREATE" -> about(Kind.CREATED, event);
      case "CHANNEL_PROGRESS", "CHANNEL_PROGRESS_MEDIA" -> about(Kind.RINGING, event);
      case "CHANNEL_ANSWER" -> about(Kind.ANSWERED, event);
      case "CHANNEL_PARK" -> parked(event);
      case "CHANNEL_HOLD" -> about(Kind.HELD, event);
      case "CHANNEL_UNHOLD" -> about(Kind.RETRIEVED, event);
      case "CUSTOM" -> gathered(event);
      case "CHANNEL_BRIDGE" -> bridged(event);
      case "CHANNEL_HANGUP_COMPLETE" -> about(Kind.ENDED, event);
      case "BACKGROUND_JOB" -> failedJob(event);
      default -> Optional.empty();
    };
  }

  static LegEvent ended(String leg, String cause) {
    return new LegEvent(Kind.ENDED, leg, null, false, cause);
  }

  /** Shows a leg that begins to live. */
  boolean stirs() {
    return switch (kind) {
      case CREATED, ANSWERED, PARKED -> true;
      case RINGING, BRIDGED, HELD, RETRIEVED, GATHERED, ENDED, FAILED -> false;
    };
  }

  /** Parked or bridged as answered: should the answer itself have gone unheard. */
  boolean showsAnswer() {
    return answered && (kind == Kind.PARKED || kind == Kind.BRIDGED);
  }

  LegEvent asAnswer() {
    return new LegEvent(Kind.ANSWERED, leg, null, true, null);
  }

  private static Optional<LegEvent> about(Kind kind, EslEvent event) {
    String cause =
        kind == Kind.ENDED && event.hangupCause() == null ? Causes.NO_WORD : event.hangupCause();
    return Optional.of(new LegEvent(kind, event.uuid(), null, event.answered(), cause));
  }

  /** The variable stays when the leg moves on: whoever heeds it removes it. */
  private static Optional<LegEvent> parked(EslEvent event) {
    boolean referred = event.variable(Variables.REFERRED_TO) != null;
    String number = referred ? event.destinationNumber() : null;
    return Optional.of(
        new LegEvent(Kind.PARKED, event.uuid(), null, event.answered(), null, number));
  }

  private static Optional<LegEvent> gathered(EslEvent event) {
    return "conference::maintenance".equals(event.subclass())
            && "add-member".equals(event.header("Action"))
        ? about(Kind.GATHERED, event)
        : Optional.empty();
  }

  private static Optional<LegEvent> bridged(EslEvent event) {
    String a = event.header("Bridge-A-Unique-ID");
    String b = event.header("Bridge-B-Unique-ID");
    String leg = event.uuid();
    return Optional.of(new LegEvent(Kind.BRIDGED, leg, leg.equals(a) ? b : a, true, null));
  }

  /** The uuid of a leg that we originate is also the uuid of its job. */
  private static Optional<LegEvent> failedJob(EslEvent event) {
    String result = event.body() == null ? "" : event.body().strip();
    return result.startsWith("-ERR ")
        ? Optional.of(new LegEvent(Kind.FAILED, event.jobUuid(), null, false, result.substring(5)))
        : Optional.empty();
  }
}
