package org.ctibar.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.vertx.core.Vertx;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.ctibar.call.Switches;
import org.ctibar.cluster.LeasedOwnership;

/** Shows operators what this node owns, and how it fares. */
final class NodeGauges {
  private static final long EVERY_MS = 1_000;

  private final Vertx vertx;
  private final MeterRegistry meters;

  NodeGauges(Vertx vertx, MeterRegistry meters) {
    this.vertx = vertx;
    this.meters = meters;
  }

  void process() {
    new JvmMemoryMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
  }

  void owned(LeasedOwnership ownership) {
    MultiGauge owned = rows(
        "ctibar.owned",
        "1 for each switch (call:…) and each skill group (queue:…) that this node owns");
    vertx.setPeriodic(
        EVERY_MS,
        t -> ownership
            .owned()
            .onSuccess(resources -> show(
                owned,
                resources.stream().map(resource -> Row.of(Tags.of("resource", resource), 1)))));
  }

  void switches(Switches switches) {
    MultiGauge up = rows(
        "ctibar.switch.up", "1 for each switch that this node owns and reaches, 0 if it does not");
    MultiGauge calls = rows("ctibar.calls", "calls that live on a switch that this node owns");
    vertx.setPeriodic(EVERY_MS, t -> {
      show(
          up,
          switches.driven().entrySet().stream()
              .map(e -> Row.of(tags(e.getKey()), e.getValue().up() ? 1 : 0)));
      show(
          calls,
          switches.driven().entrySet().stream()
              .map(e -> Row.of(tags(e.getKey()), e.getValue().calls())));
    });
  }

  void records(IntSupplier waiting) {
    Gauge.builder("ctibar.records.waiting", waiting::getAsInt)
        .description("call records that this node has not written to the database yet")
        .register(meters);
  }

  private static Tags tags(String switchId) {
    return Tags.of("switch", switchId);
  }

  private MultiGauge rows(String name, String description) {
    return MultiGauge.builder(name).description(description).register(meters);
  }

  private static void show(MultiGauge gauge, Stream<? extends Row<?>> rows) {
    gauge.register(rows.<Row<?>>map(row -> row).toList(), true);
  }
}
