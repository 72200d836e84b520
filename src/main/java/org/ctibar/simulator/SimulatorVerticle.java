package org.ctibar.simulator;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulated switch within a node. */
public final class SimulatorVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(SimulatorVerticle.class);

  private final SimulatorConfig config;
  private SimulatedSwitch simulated;

  public SimulatorVerticle(SimulatorConfig config) {
    this.config = config;
  }

  @Override
  public Future<?> start() {
    simulated = new SimulatedSwitch(vertx, config);
    return simulated
        .listen()
        .onSuccess(
            port -> log.info("simulated switch listens host={} port={}", config.host(), port));
  }

  @Override
  public Future<?> stop() {
    return simulated.close();
  }
}
