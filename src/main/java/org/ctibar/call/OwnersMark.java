package org.ctibar.call;

import io.vertx.core.Future;
import org.ctibar.cluster.Tenure;
import org.ctibar.esl.Commands;
import org.ctibar.esl.EslException;
import org.ctibar.esl.EslLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who drives a switch stands on the switch itself, as {@code node:epoch}. An owner that comes, or comes back, reads it
 * before it acts.
 */
final class OwnersMark {
  private static final Logger LOG = LoggerFactory.getLogger(OwnersMark.class);
  private static final String OWNER = "cti_owner";

  private final EslLink link;
  private final Tenure tenure;

  OwnersMark(EslLink link, Tenure tenure) {
    this.link = link;
    this.tenure = tenure;
  }

  /** @return whether the mark is this tenure's now; where a newer one stands the tenure is surrendered */
  Future<Boolean> leave() {
    return link.send(Commands.getGlobal(OWNER))
        .recover(OwnersMark::unmarked)
        .compose(mark -> {
          long newest = epoch(mark);
          if (newest > tenure.epoch()) {
            LOG.warn(
                "Switch has a newer owner switch={} mark={} epoch={}",
                link.address().id(),
                mark.strip(),
                tenure.epoch());
            tenure.surrender(newest);
            return Future.succeededFuture(false);
          }
          return link.send(Commands.setGlobal(OWNER, tenure.mark())).map(true);
        })
        .onFailure(e -> LOG.warn(
            "Switch could not be marked switch={} reason={}", link.address().id(), e.toString()));
  }

  /** The switch's word for an empty value is {@code -ERR no reply}. */
  private static Future<String> unmarked(Throwable refusal) {
    return refusal instanceof EslException e && e.kind() == EslException.Kind.REFUSED
        ? Future.succeededFuture("")
        : Future.failedFuture(refusal);
  }

  /** Nothing of what we write is older than 0. */
  private static long epoch(String mark) {
    String number = mark.strip().replaceFirst(".*:", "");
    return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
  }
}
