package org.ctibar.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
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
    GaugeRows owned = rows(
        "ctibar.owned",
        "resource",
        "1 for each switch (call:…) and each skill group (queue:…) that this node owns");
    vertx.setPeriodic(
        EVERY_MS,
        t -> ownership
            .owned()
            .onSuccess(resources -> owned.show(
                resources.stream().collect(Collectors.toMap(resource -> resource, r -> 1)))));
  }

  void switches(Switches switches) {
    GaugeRows up = rows(
        "ctibar.switch.up",
        "switch",
        "1 for each switch that this node owns and reaches, 0 if it does not");
    GaugeRows calls =
        rows("ctibar.calls", "switch", "calls that live on a switch that this node owns");
    vertx.setPeriodic(EVERY_MS, t -> {
      Map<String, Switches.Driven> driven = switches.driven();
      up.show(values(driven, how -> how.up() ? 1 : 0));
      calls.show(values(driven, Switches.Driven::calls));
    });
    refused(switches);
  }

  /** The meter keeps no hold of what it asks: {@code switches} lives as long as the node. */
  private void refused(Switches switches) {
    switches
        .refusedCalls()
        .keySet()
        .forEach(reason -> FunctionCounter.builder(
                "ctibar.calls.refused", switches, s -> s.refusedCalls().get(reason))
            .description("calls of agents that the limits of the site refused")
            .tag("reason", reason)
            .register(meters));
  }

  void records(IntSupplier waiting) {
    Gauge.builder("ctibar.records.waiting", waiting::getAsInt)
        .description("call records that this node has not written to the database yet")
        .register(meters);
  }

  private static Map<String, Integer> values(
      Map<String, Switches.Driven> driven, Function<Switches.Driven, Integer> value) {
    return driven.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> value.apply(e.getValue())));
  }

  private GaugeRows rows(String name, String label, String description) {
    return new GaugeRows(meters, new GaugeRows.Head(name, label, description));
  }
}
