package org.ctibar.esl;

/** The peer does not speak the event socket's language. The connection is dropped, never resynchronised. */
public final class EslProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EslProtocolException(String message) {
    super(message, null, false, false);
  }
}
