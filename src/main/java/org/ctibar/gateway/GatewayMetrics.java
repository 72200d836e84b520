package org.ctibar.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.ctibar.bus.ErrorCode;

/** What the gateway counts. Labels come from fixed sets only. */
final class GatewayMetrics {
  private final MeterRegistry meters;
  private final AtomicInteger connections;
  private final AtomicInteger sessions;
  private final Counter framesIn;
  private final Counter framesOut;

  GatewayMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.connections = meters.gauge("ctibar.connections", new AtomicInteger());
    this.sessions = meters.gauge("ctibar.sessions", new AtomicInteger());
    this.framesIn = meters.counter("ctibar.frames", "direction", "in");
    this.framesOut = meters.counter("ctibar.frames", "direction", "out");
  }

  void connectionOpened() {
    connections.incrementAndGet();
  }

  void connectionClosed() {
    connections.decrementAndGet();
  }

  /** @param limit all or address */
  void connectionRefused(String limit) {
    meters.counter("ctibar.connections.refused", "limit", limit).increment();
  }

  void sessionOpened() {
    sessions.incrementAndGet();
  }

  void sessionDropped() {
    sessions.decrementAndGet();
  }

  void frameIn() {
    framesIn.increment();
  }

  void frameOut() {
    framesOut.increment();
  }

  void command(String name, ErrorCode outcome) {
    meters
        .counter("ctibar.commands", "command", Commands.label(name), "outcome", outcome.name())
        .increment();
  }

  /** @param outcome found, not_found or refused */
  void directory(String outcome) {
    meters.counter("ctibar.directory.requests", "outcome", outcome).increment();
  }

  void signInsWaiting(IntSupplier waiting) {
    Gauge.builder("ctibar.signins.waiting", waiting::getAsInt)
        .description("sign-ins that wait for their password to be checked")
        .register(meters);
  }

  /**
   * @param setting whose secret somebody was wrong about
   * @param outcome wrong, or throttled: not looked at
   */
  void secret(String setting, String outcome) {
    meters
        .counter("ctibar.secrets.refused", "setting", setting, "outcome", outcome)
        .increment();
  }

  void signIn(ErrorCode outcome) {
    meters.counter("ctibar.signins", "outcome", outcome.name()).increment();
  }
}
