package org.ctibar.call;

import java.util.Set;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.queue.OfferOutcome;

/** What FreeSWITCH's hang-up causes mean here. */
final class Causes {
  static final String NORMAL_CLEARING = "NORMAL_CLEARING";
  static final String NO_ANSWER = "NO_ANSWER";
  static final String CALL_REJECTED = "CALL_REJECTED";
  static final String USER_BUSY = "USER_BUSY";
  static final String ORIGINATOR_CANCEL = "ORIGINATOR_CANCEL";
  static final String UNALLOCATED_NUMBER = "UNALLOCATED_NUMBER";
  static final String NETWORK_OUT_OF_ORDER = "NETWORK_OUT_OF_ORDER";
  /** Of a leg that the switch ended because it lived as long as it may. */
  static final String ALLOTTED_TIMEOUT = "ALLOTTED_TIMEOUT";
  /** Ours: the switch refused to ring at all. */
  static final String NOT_RUNG = "NORMAL_TEMPORARY_FAILURE";
  /** Ours: the agent's part ended because another has the call. */
  static final String TRANSFERRED = "TRANSFERRED";
  /** Ours: the switch never reported the end of a leg that we ended. */
  static final String NO_WORD = "NO_WORD_FROM_SWITCH";

  private static final Set<String> UNREACHABLE = Set.of(
      "USER_NOT_REGISTERED",
      "SUBSCRIBER_ABSENT",
      "UNALLOCATED_NUMBER",
      "NO_ROUTE_DESTINATION",
      "DESTINATION_OUT_OF_ORDER",
      "INCOMPATIBLE_DESTINATION",
      "RECOVERY_ON_TIMER_EXPIRE",
      NETWORK_OUT_OF_ORDER,
      "INVALID_GATEWAY",
      "GATEWAY_DOWN",
      "INVALID_PROFILE",
      "CHAN_NOT_IMPLEMENTED");

  static final String MEDIA_TIMEOUT = "MEDIA_TIMEOUT";

  /** A phone that was not put down, but lost. */
  private static final Set<String> LOSSES = Set.of(
      MEDIA_TIMEOUT,
      "RECOVERY_ON_TIMER_EXPIRE",
      NETWORK_OUT_OF_ORDER,
      "DESTINATION_OUT_OF_ORDER",
      "NORMAL_TEMPORARY_FAILURE",
      "MANDATORY_IE_MISSING",
      "PROTOCOL_ERROR");

  private Causes() {}

  static boolean isLoss(String cause) {
    return LOSSES.contains(cause);
  }

  /** What a party that was called, and did not come to talk, means to the agent who called. */
  static ErrorCode ofCallee(String cause) {
    return switch (cause) {
      case NORMAL_CLEARING, ORIGINATOR_CANCEL -> ErrorCode.OK;
      case USER_BUSY -> ErrorCode.BUSY;
      case NO_ANSWER, "NO_USER_RESPONSE", ALLOTTED_TIMEOUT, "PROGRESS_TIMEOUT" ->
        ErrorCode.NO_ANSWER;
      case CALL_REJECTED -> ErrorCode.REJECTED;
      case UNALLOCATED_NUMBER,
          "NO_ROUTE_DESTINATION",
          "INVALID_NUMBER_FORMAT",
          "SUBSCRIBER_ABSENT" -> ErrorCode.NOT_FOUND;
      case "OUTGOING_CALL_BARRED", "BEARERCAPABILITY_NOTAUTH" -> ErrorCode.FORBIDDEN;
      default -> UNREACHABLE.contains(cause) ? ErrorCode.PHONE_UNREACHABLE : ErrorCode.UNAVAILABLE;
    };
  }

  /** What the end of a ringing means to the agent whose phone rang: only a refusal is the agent's own act. */
  static ErrorCode ofRefusal(String cause) {
    return cause.equals(CALL_REJECTED) ? ErrorCode.REJECTED : ErrorCode.OK;
  }

  /** The same for the agent's own phone, which is rung first. */
  static ErrorCode ofOwnPhone(String cause) {
    return switch (cause) {
      case NORMAL_CLEARING, ORIGINATOR_CANCEL -> ErrorCode.OK;
      case USER_BUSY -> ErrorCode.BUSY;
      case CALL_REJECTED -> ErrorCode.REJECTED;
      default -> ErrorCode.PHONE_UNREACHABLE;
    };
  }

  /**
   * How an offer ended whose phone was not answered. Only busy and rejected are the agent's act; 480 and failures of
   * the switch are no miss, but earn the same short pause.
   */
  static OfferOutcome ofOffer(String cause, boolean rang) {
    if (UNREACHABLE.contains(cause)) {
      return OfferOutcome.UNREACHABLE;
    }
    if (cause.equals(NO_ANSWER)) {
      return rang ? OfferOutcome.NO_ANSWER : OfferOutcome.UNREACHABLE;
    }
    return OfferOutcome.REFUSED;
  }

  static CallStep step(OfferOutcome outcome) {
    return switch (outcome) {
      case NO_ANSWER -> CallStep.NO_ANSWER;
      case REFUSED -> CallStep.REFUSED;
      case UNREACHABLE -> CallStep.UNREACHABLE;
      case ANSWERED, LOST_AT_BRIDGE -> CallStep.ENDED;
    };
  }

  static ErrorCode code(OfferOutcome outcome) {
    return switch (outcome) {
      case NO_ANSWER -> ErrorCode.NO_ANSWER;
      case REFUSED -> ErrorCode.REJECTED;
      case UNREACHABLE -> ErrorCode.PHONE_UNREACHABLE;
      case ANSWERED, LOST_AT_BRIDGE -> ErrorCode.OK;
    };
  }
}
