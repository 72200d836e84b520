package org.ctibar.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.ILoggerFactory;
import org.slf4j.Marker;

/**
 * Lets at most so many warnings and errors of a kind into the log each second, and tells how many it left out, so that
 * nobody can fill a disk from outside. A kind is a logger with its text before the values are filled in; texts that
 * contain values already are held by the limit of their logger. Named in {@code conf/logback.xml}.
 */
public final class LogLimiter extends TurboFilter {
  private static final int OF_A_KIND = 10;
  private static final int OF_A_LOGGER = 50;
  private static final int LONGEST_TEXT = 120;

  private volatile Map<Kind, AtomicInteger> thisSecond = new ConcurrentHashMap<>();
  private ScheduledFuture<?> everySecond;

  private record Kind(String logger, String text) {
    static final String ANY_TEXT = "";

    int limit() {
      return text.equals(ANY_TEXT) ? OF_A_LOGGER : OF_A_KIND;
    }
  }

  @Override
  public void start() {
    everySecond = getContext()
        .getScheduledExecutorService()
        .scheduleAtFixedRate(this::nextSecond, 1, 1, TimeUnit.SECONDS);
    super.start();
  }

  @Override
  public void stop() {
    super.stop();
    everySecond.cancel(false);
    nextSecond();
  }

  /** Logback asks with {@code text} null whether a level is on. */
  @Override
  public FilterReply decide(
      Marker marker, Logger logger, Level level, String text, Object[] values, Throwable cause) {
    boolean counts = text != null
        && level.isGreaterOrEqual(Level.WARN)
        && level.isGreaterOrEqual(logger.getEffectiveLevel())
        && !logger.getName().equals(getClass().getName());
    if (!counts) {
      return FilterReply.NEUTRAL;
    }
    return hasRoom(logger.getName(), text) ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private boolean hasRoom(String logger, String text) {
    AtomicInteger ofLogger = count(new Kind(logger, Kind.ANY_TEXT));
    if (ofLogger.get() >= OF_A_LOGGER) {
      ofLogger.incrementAndGet();
      return false;
    }
    if (count(new Kind(logger, text)).incrementAndGet() > OF_A_KIND) {
      return false;
    }
    ofLogger.incrementAndGet();
    return true;
  }

  private AtomicInteger count(Kind kind) {
    return thisSecond.computeIfAbsent(kind, k -> new AtomicInteger());
  }

  void nextSecond() {
    Map<Kind, AtomicInteger> over = thisSecond;
    thisSecond = new ConcurrentHashMap<>();
    ILoggerFactory loggers = (ILoggerFactory) getContext();
    over.forEach((kind, count) -> {
      int leftOut = count.get() - kind.limit();
      if (leftOut > 0) {
        loggers
            .getLogger(getClass().getName())
            .warn(
                "Log lines left out count={} logger={} text={}",
                leftOut,
                kind.logger(),
                shortened(kind.text()));
      }
    });
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT);
  }
}
