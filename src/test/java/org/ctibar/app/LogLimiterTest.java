package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLimiterTest {
  private final LoggerContext context = new LoggerContext();
  private final LogLimiter limiter = new LogLimiter();
  private final ListAppender<ILoggingEvent> out = new ListAppender<>();
  private final Logger log = context.getLogger("some.part");

  @BeforeEach
  void start() {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    out.setContext(context);
    out.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(out);
    limiter.setContext(context);
    limiter.start();
    context.addTurboFilter(limiter);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aFloodOfOneKindLeavesTenLinesAndACount() {
    repeat(1_000, i -> log.warn("Bad request number={}", i));
    endOfFlood();
    assertThat(written().filter(line -> line.startsWith("Bad request")))
        .hasSizeBetween(10, 20); // twice as many where a second ends meanwhile
    assertThat(leftOut()).isEqualTo(1_000 - written("Bad request"));
  }

  @Test
  void otherKindsAreHeardMeanwhile() {
    repeat(1_000, i -> log.warn("Bad request"));
    log.error("Database gone");
    context.getLogger("another.part").warn("Bad request");
    assertThat(written("Database gone")).isEqualTo(1);
    assertThat(out.list).anyMatch(event -> event.getLoggerName().equals("another.part"));
  }

  @Test
  void textsThatDifferEachTimeAreHeldByTheirLogger() {
    repeat(1_000, i -> log.warn("Bad request " + i));
    endOfFlood();
    assertThat(written("Bad request")).isBetween(50L, 100L);
    assertThat(leftOut()).isEqualTo(1_000 - written("Bad request"));
  }

  @Test
  void whatIsNoWarningIsNeverLeftOut() {
    repeat(1_000, i -> log.info("Signed in"));
    repeat(1_000, i -> log.debug("not shown, and not counted"));
    endOfFlood();
    assertThat(written("Signed in")).isEqualTo(1_000);
    assertThat(leftOut()).isZero();
  }

  private static void repeat(int times, IntConsumer action) {
    IntStream.range(0, times).forEach(action);
  }

  private void endOfFlood() {
    limiter.nextSecond();
  }

  private Stream<String> written() {
    return List.copyOf(out.list).stream().map(ILoggingEvent::getFormattedMessage);
  }

  private long written(String beginning) {
    return written().filter(line -> line.startsWith(beginning)).count();
  }

  private long leftOut() {
    return List.copyOf(out.list).stream()
        .filter(event -> event.getLoggerName().equals(LogLimiter.class.getName()))
        .mapToLong(event -> ((Number) event.getArgumentArray()[0]).longValue())
        .sum();
  }
}
