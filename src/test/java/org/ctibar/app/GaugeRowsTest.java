package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GaugeRowsTest {
  /** Enough for the order in which a scrape looks at meters to be of every kind. */
  private static final int SCRAPES = 200;

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final GaugeRows rows =
      new GaugeRows(meters, new GaugeRows.Head("ctibar.calls", "switch", "calls"));

  @Test
  void rowsComeChangeAndGo() {
    rows.show(Map.of("fs1", 3));
    assertThat(meters.scrape()).contains("ctibar_calls{switch=\"fs1\"} 3.0");
    rows.show(Map.of("fs1", 4, "fs2", 1));
    assertThat(meters.scrape())
        .contains("ctibar_calls{switch=\"fs1\"} 4.0", "ctibar_calls{switch=\"fs2\"} 1.0");
    rows.show(Map.of("fs2", 1));
    assertThat(meters.scrape()).contains("switch=\"fs2\"").doesNotContain("fs1");
    rows.show(Map.of());
    assertThat(meters.scrape()).doesNotContain("ctibar_calls{");
  }

  @Test
  void aScrapeInTheMidstOfAChangeTellsEachRowOnce() {
    rows.show(Map.of("fs1", 1));
    Gauge.builder("changes", () -> {
          rows.show(Map.of("fs1", 2));
          return 1;
        })
        .register(meters);
    for (int i = 0; i < SCRAPES; i++) {
      assertThat(meters.scrape()).containsOnlyOnce("ctibar_calls{switch=\"fs1\"}");
    }
  }
}
