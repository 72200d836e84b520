package org.ctibar.bus;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;

/** Version of what nodes say to each other, in a header of every message. A node that adds fields only keeps the number. */
public final class Protocol {
  public static final int CURRENT = 1;
  /** Versions so far apart still work together, so that a cluster can be brought up to date node by node. */
  public static final int NEIGHBOURS = 1;

  private static final String HEADER = "protocol";

  private Protocol() {}

  static DeliveryOptions mark(Vertx vertx, DeliveryOptions options) {
    return Voices.of(vertx).mark(options).addHeader(HEADER, Integer.toString(CURRENT));
  }

  /** @throws CtiException UNAVAILABLE if the message is of a node that speaks too differently */
  static void check(MultiMap headers) {
    String spoken = headers.get(HEADER);
    if (!isNeighbour(spoken)) {
      throw new CtiException(
          ErrorCode.UNAVAILABLE,
          "a node speaks protocol " + spoken + ", which this one does not understand");
    }
  }

  static boolean isNeighbour(String spoken) {
    return spoken != null
        && spoken.matches("[0-9]{1,6}")
        && Math.abs(Integer.parseInt(spoken) - CURRENT) <= NEIGHBOURS;
  }
}
