package org.ctibar.gateway;

/** One transport to a page, WebSocket or SockJS. May be used from any event loop. */
interface Connection {

  /** Does nothing on a closed connection. A reader that is too slow loses its connection. */
  void send(String text);

  void close(CloseCode code);

  /** Whether all that comes in by it is of who opened it. Over HTTP it may be of anybody who knows the URL. */
  boolean isOneStream();
}
