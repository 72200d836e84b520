package org.ctibar.simulator;

import java.util.List;
import java.util.Optional;

/** The application {@code eavesdrop}: a leg that hears what another says and hears. Keys decide who hears it. */
final class Eavesdrops {
  private static final String APPLICATION = "eavesdrop";

  private final Core core;

  Eavesdrops(Core core) {
    this.core = core;
  }

  /** Ends at once if there is no such leg: then the dialplan of the listener runs out. */
  void begin(Channel listener, String target, Runnable next) {
    String applicationUuid = core.applications.announce(listener, APPLICATION, target);
    Optional<Channel> heard = core.living(target).filter(leg -> leg != listener && leg.hasMedia);
    if (heard.isEmpty()) {
      core.applications.complete(listener, APPLICATION, target, applicationUuid);
      next.run();
      return;
    }
    Eavesdrop begun = new Eavesdrop(listener, heard.get(), applicationUuid, next);
    begun.speak(
        listener.isTrue("eavesdrop_whisper_bleg"), listener.isTrue("eavesdrop_whisper_aleg"));
    listener.eavesdrop = begun;
    heard.get().listeners.add(begun);
    tell("MEDIA_BUG_START", begun);
    core.legs.show(listener, heard.get().profile, "Caller-ID-");
  }

  /** The listener goes elsewhere, or has ended. */
  void leave(Channel listener) {
    Eavesdrop over = listener.eavesdrop;
    if (over != null) {
      stop(over);
    }
  }

  /** The leg that was listened to has ended: whoever listened goes on in the dialplan, which is its end. */
  void gone(Channel target) {
    for (Eavesdrop over : List.copyOf(target.listeners)) {
      core.nextFrame(over.listener(), () -> {
        if (over.listener().eavesdrop == over) {
          stop(over);
          over.next().run();
        }
      });
    }
  }

  /** A key that the listener's phone pressed, or that was pressed for it. */
  void key(Channel listener, char digit) {
    if (listener.eavesdrop != null) {
      listener.eavesdrop.key(digit);
    }
  }

  private void stop(Eavesdrop over) {
    over.listener().eavesdrop = null;
    over.target().listeners.remove(over);
    if (!over.target().isEnded()) {
      tell("MEDIA_BUG_STOP", over);
    }
    core.applications.complete(
        over.listener(), APPLICATION, over.target().uuid, over.applicationUuid());
  }

  private void tell(String event, Eavesdrop about) {
    core.events.full(
        event,
        about.target(),
        "Media-Bug-Function",
        APPLICATION,
        "Media-Bug-Target",
        about.target().uuid);
  }
}
