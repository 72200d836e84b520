package org.ctibar.queue;

import java.time.Duration;
import org.ctibar.config.Section;

/**
 * @param surveyEvery how often the index of agents is compared with the agents themselves, should news have been lost
 * @param retryAfter pause after the switch or the bus could not take an offer
 */
public record QueueConfig(Duration surveyEvery, Duration retryAfter) {
  public static QueueConfig from(Section s) {
    return new QueueConfig(s.millis("surveyMs", 1_000, 600_000), s.millis("retryMs", 10, 60_000));
  }
}
