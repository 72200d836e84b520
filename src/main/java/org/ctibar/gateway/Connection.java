package org.ctibar.gateway;

/** One transport to a page, WebSocket or SockJS. May be used from any event loop. */
interface Connection {

  /** Does nothing on a closed connection. A reader that is too slow loses its connection. */
  void send(String text);

  void close(CloseCode code);
}
