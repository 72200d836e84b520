package org.ctibar.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import org.ctibar.cluster.LeasedOwnership;

/** Shows operators which switches and queues this node owns. */
final class OwnedGauge {
  private static final long EVERY_MS = 1_000;

  private OwnedGauge() {}

  static void show(Vertx vertx, MeterRegistry meters, LeasedOwnership ownership) {
    MultiGauge owned = MultiGauge.builder("ctibar.owned")
        .description(
            "1 for each switch (call:…) and each skill group (queue:…) that this node owns")
        .register(meters);
    vertx.setPeriodic(
        EVERY_MS,
        t -> ownership
            .owned()
            .onSuccess(resources -> owned.register(
                resources.stream()
                    .<Row<?>>map(resource -> Row.of(Tags.of("resource", resource), 1))
                    .toList(),
                true)));
  }
}
