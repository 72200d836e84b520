package org.ctibar.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gauge with a row for each value of a label. A row that stays keeps its meter: Micrometer's MultiGauge makes each
 * anew, and a scrape that goes on meanwhile finds the row twice and fails, or not at all. Used by one thread.
 */
final class GaugeRows {
  private final MeterRegistry meters;
  private final Head head;
  private final Map<String, Row> rows = new HashMap<>();

  record Head(String name, String label, String description) {}

  private record Row(Gauge meter, AtomicInteger value) {}

  GaugeRows(MeterRegistry meters, Head head) {
    this.meters = meters;
    this.head = head;
  }

  /** @param values by label; rows of other labels go */
  void show(Map<String, Integer> values) {
    for (Iterator<Map.Entry<String, Row>> known = rows.entrySet().iterator(); known.hasNext(); ) {
      Map.Entry<String, Row> row = known.next();
      if (!values.containsKey(row.getKey())) {
        meters.remove(row.getValue().meter());
        known.remove();
      }
    }
    values.forEach(
        (label, value) -> rows.computeIfAbsent(label, this::added).value().set(value));
  }

  private Row added(String label) {
    AtomicInteger value = new AtomicInteger();
    Gauge meter = Gauge.builder(head.name(), value::get)
        .description(head.description())
        .tag(head.label(), label)
        .strongReference(true)
        .register(meters);
    return new Row(meter, value);
  }
}
