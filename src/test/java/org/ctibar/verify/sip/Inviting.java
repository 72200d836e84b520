package org.ctibar.verify.sip;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends an INVITE, proves who we are where that is asked, and acknowledges what comes of it. */
final class Inviting {
  private final Line line;
  private final Dialog dialog;
  private SipMessage current;

  Inviting(Line line, Dialog dialog) {
    this.line = line;
    this.dialog = dialog;
  }

  /** @return the final response, acknowledged */
  Future<SipMessage> send(SipMessage invite, Consumer<SipMessage> provisional) {
    current = invite;
    return line.endpoint().send(invite, dialog.peer(), provisional).compose(response -> {
      if (response.status() < 300) {
        dialog.established(response);
        dialog.acknowledge(invite);
        return Future.succeededFuture(response);
      }
      line.acknowledgeRefusal(invite, response, dialog.peer());
      Optional<SipMessage> proven = line.proven(invite, response);
      return proven.isPresent()
          ? send(proven.get(), provisional)
          : Future.succeededFuture(response);
    });
  }

  /** Takes back what was sent last. */
  Future<Void> cancel() {
    return line.cancel(current, dialog.peer()).mapEmpty();
  }
}
