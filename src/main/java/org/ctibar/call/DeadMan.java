package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.ctibar.cluster.Tenure;
import org.ctibar.esl.Commands;
import org.ctibar.esl.EslLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task on the switch that is put off again and again, whoever owns the switch: two commands each time, however many
 * wait. Should nobody put it off any more it takes care of the callers. Belongs to its owner's event loop.
 */
final class DeadMan {
  private static final Logger LOG = LoggerFactory.getLogger(DeadMan.class);
  private static final String TASK = "ctidead";
  private static final String SCRIPT = "ctibar_deadman";

  private final Vertx vertx;
  private final EslLink link;
  private final Fallback fallback;
  private final Tenure tenure;
  private long renewing = -1;

  DeadMan(Vertx vertx, EslLink link, Fallback fallback, Tenure tenure) {
    this.vertx = vertx;
    this.link = link;
    this.fallback = fallback;
    this.tenure = tenure;
  }

  /** The link is up, perhaps again. */
  void begin() {
    end();
    if (fallback.wanted()) {
      renew();
      renewing = vertx.setPeriodic(fallback.renewEvery().toMillis(), t -> renew());
      check();
    }
  }

  /** The task stays on the switch: whoever owns it next puts it off. */
  void end() {
    vertx.cancelTimer(renewing);
  }

  private void renew() {
    if (!link.isUp() || !tenure.holds()) {
      return;
    }
    link.send(Commands.unschedule(TASK));
    link.send(Commands.schedule(
            fallback.after().toSeconds(), TASK, SCRIPT, fallback.number(), fallback.context()))
        .onFailure(e -> LOG.warn(
            "Dead man's switch could not be put off switch={} reason={}",
            link.address().id(),
            e.toString()));
  }

  private void check() {
    say(
        link.send(Commands.script(SCRIPT, "check")),
        SCRIPT,
        "it has no script " + SCRIPT + ".lua, or no mod_lua (conf/freeswitch/scripts)");
    say(
        link.send(Commands.dialplanContext(fallback.context())),
        "<context",
        "its dialplan has no context " + fallback.context() + " (conf/freeswitch/dialplan)");
  }

  private void say(Future<String> answer, String good, String otherwise) {
    answer.map(text -> text.contains(good)).otherwise(false).onSuccess(fine -> {
      if (!fine && link.isUp()) {
        LOG.warn(
            "Callers are not taken care of should the platform be gone switch={}: {}",
            link.address().id(),
            otherwise);
      }
    });
  }
}
