package org.ctibar.bus;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who this node is to the others, and whom of them it does not hear any more. A node that was cut off speaks of a world
 * of its own, and what it said arrives when the network is whole again, ADR 16. Safe for any thread.
 */
public final class Voices implements Shareable {
  private static final String HEADER = "from";

  private final Set<String> silenced = ConcurrentHashMap.newKeySet();
  private volatile String self;

  /** Those of the node that runs on this Vert.x. */
  public static Voices of(Vertx vertx) {
    LocalMap<String, Voices> all = vertx.sharedData().getLocalMap(Voices.class.getName());
    return all.computeIfAbsent("", key -> new Voices());
  }

  /** All that is sent from now on says that this node said it. */
  public void speakAs(NodeName name) {
    self = name.toString();
  }

  /** Its place is taken by a node of another name, should it live on. */
  public void silence(NodeName gone) {
    silenced.add(gone.toString());
  }

  DeliveryOptions mark(DeliveryOptions options) {
    return self == null ? options : options.addHeader(HEADER, self);
  }

  /** @return false if the message is of a node on which the others have given up */
  boolean hears(MultiMap headers) {
    String from = headers.get(HEADER);
    return from == null || !silenced.contains(from);
  }
}
