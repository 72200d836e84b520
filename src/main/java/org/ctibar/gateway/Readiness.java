package org.ctibar.gateway;

import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Supplier;

/** What must work before this node is given traffic. */
public interface Readiness {
  /** Name of each part and how to ask it; a failed future counts as false. */
  Map<String, Supplier<Future<Boolean>>> checks();
}
