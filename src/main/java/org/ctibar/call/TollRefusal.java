package org.ctibar.call;

import java.util.Locale;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** A call that what is set against toll fraud does not let pass. The call in which it was asked for is as before. */
final class TollRefusal extends CtiException {
  private static final long serialVersionUID = 1L;

  /** What it met with; also the value of a metric's label. */
  enum Reason {
    DENIED(ErrorCode.FORBIDDEN, "this number may not be called"),
    CLASS_OF_SERVICE(ErrorCode.FORBIDDEN, "your class of service does not allow this number"),
    OUTSIDE_TO_OUTSIDE(ErrorCode.FORBIDDEN, "two outside parties may not be left with each other"),
    LEGS_OF_PERSON(
        ErrorCode.RATE_LIMITED,
        "too many of your outside calls are up, also those that you transferred: one has to end first"),
    LEGS_OF_SWITCH(ErrorCode.RATE_LIMITED, "too many outside calls are up: one has to end first"),
    RATE_OF_PERSON(ErrorCode.RATE_LIMITED, "too many calls of yours within a minute"),
    RATE_OF_SWITCH(ErrorCode.RATE_LIMITED, "too many outside calls within a minute");

    private final ErrorCode code;
    private final String text;

    Reason(ErrorCode code, String text) {
      this.code = code;
      this.text = text;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  TollRefusal(Reason reason) {
    super(reason.code, reason.text);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
