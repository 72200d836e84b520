package org.ctibar.esl;

/** Why a command has no good reply. */
public final class EslException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, so that callers need not read texts. */
  public enum Kind {
    /** The link is down, or went down before the reply came: the command may have been carried out or not. */
    NOT_CONNECTED,
    /** No reply in time: the command may have been carried out or not. */
    TIMEOUT,
    /** The switch answered {@code -ERR} or {@code -USAGE}; the message is its text. */
    REFUSED,
    /** The switch answered something that cannot be read. */
    INVALID
  }

  private final Kind kind;

  public EslException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String toString() {
    return kind + ": " + getMessage();
  }
}
