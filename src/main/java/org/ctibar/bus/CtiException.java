package org.ctibar.bus;

import java.util.List;

/**
 * A refusal that its receiver can act upon. Carries no stack trace: it is an answer, not an accident, and is thrown on
 * hot paths.
 */
public class CtiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<String> allowed;

  public CtiException(ErrorCode code, String message) {
    this(code, message, List.of());
  }

  /** @param allowed the commands that would be accepted now; goes with NOT_ALLOWED_NOW */
  public CtiException(ErrorCode code, String message, List<String> allowed) {
    super(message, null, false, false);
    this.code = code;
    this.allowed = List.copyOf(allowed);
  }

  public ErrorCode code() {
    return code;
  }

  public List<String> allowed() {
    return allowed;
  }
}
