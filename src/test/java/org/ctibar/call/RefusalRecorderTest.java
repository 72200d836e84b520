package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.ctibar.call.TollRefusal.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalRecorderTest {
  private static final TollRefusal DENIED = new TollRefusal(Reason.DENIED);

  private final Logger log = (Logger) LoggerFactory.getLogger(RefusalRecorder.class);
  private final ListAppender<ILoggingEvent> out = new ListAppender<>();
  private final List<Reason> counted = new ArrayList<>();
  private final RefusalRecorder recorder = new RefusalRecorder("fs1", counted::add);

  @BeforeEach
  void listen() {
    out.start();
    log.setLevel(Level.WARN);
    log.setAdditive(false);
    log.addAppender(out);
  }

  @AfterEach
  void close() {
    log.detachAppender(out);
    log.setLevel(null);
    log.setAdditive(true);
  }

  private List<String> lines() {
    return out.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void theLineNamesThePersonAndNotTheNumber() {
    recorder.record(DENIED, "alice", "008821234567", 1_000);

    assertThat(lines())
        .containsExactly("Call refused switch=fs1 person=alice reason=denied number=008*******67");
  }

  @Test
  void aLoopIsCountedInFullAndLeavesALineAMinute() {
    for (int i = 0; i < 1_000; i++) {
      recorder.record(DENIED, "alice", "008821234567", 1_000 + i);
    }
    assertThat(counted).hasSize(1_000);
    assertThat(lines()).hasSize(1);

    recorder.record(DENIED, "alice", "008821234567", 61_000);
    assertThat(lines()).hasSize(2);
  }

  @Test
  void otherPersonsAndReasonsAreToldMeanwhile() {
    recorder.record(DENIED, "alice", "008821234567", 1_000);
    recorder.record(DENIED, "bob", "008821234567", 1_001);
    recorder.record(new TollRefusal(Reason.OUTSIDE_TO_OUTSIDE), "alice", null, 1_002);

    assertThat(lines()).hasSize(3);
    assertThat(lines().get(2)).endsWith("reason=outside_to_outside number=-");
  }
}
