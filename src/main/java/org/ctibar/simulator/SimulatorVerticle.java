package org.ctibar.simulator;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulated switches within a node. */
public final class SimulatorVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(SimulatorVerticle.class);

  private final SimulatorConfig config;
  private SimulatedSwitches simulated;

  public SimulatorVerticle(SimulatorConfig config) {
    this.config = config;
  }

  @Override
  public Future<?> start() {
    simulated = new SimulatedSwitches(vertx, config);
    return simulated
        .listen()
        .onSuccess(
            ports -> log.info("simulated switch listens host={} ports={}", config.host(), ports));
  }

  @Override
  public Future<?> stop() {
    return simulated.close();
  }
}
