package org.ctibar.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.UUID;
import org.ctibar.esl.Commands;
import org.ctibar.esl.EslConfig;
import org.ctibar.esl.EslLink;
import org.ctibar.esl.Originate;
import org.ctibar.esl.SwitchAddress;
import org.ctibar.simulator.CallerSpec;
import org.ctibar.simulator.SimulatedSwitch;

/** Customers who call from outside. */
interface Callers {
  String NUMBER = "7001";
  long PATIENCE_MS = 60_000;

  Future<?> call(String from);

  static Callers simulated(SimulatedSwitch on) {
    return from -> on.placeCall(CallerSpec.of(NUMBER, from).hangingUpAfterMs(PATIENCE_MS));
  }

  /**
   * Customers whom the switch itself plays, calling its own outside profile.
   *
   * @param dialString with {@code {number}}
   */
  static Future<Callers> of(Vertx vertx, SwitchAddress address, String dialString) {
    EslLink link = new EslLink(vertx, address, EslConfig.defaults());
    String target = dialString.replace("{number}", NUMBER);
    return link.start()
        .map(up -> from -> link.send(Commands.originate(new Originate(
            UUID.randomUUID().toString(),
            Map.of(
                "origination_caller_id_number",
                from,
                "execute_on_answer",
                "sched_hangup +" + PATIENCE_MS / 1_000),
            target))));
  }
}
