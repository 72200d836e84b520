package org.ctibar.call;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.agent.AgentCommand.PhoneState;
import org.ctibar.esl.Commands;
import org.ctibar.esl.EslEvent;
import org.ctibar.esl.EslLink;
import org.ctibar.store.PhoneKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells agents whether their phones can be reached at one switch. Belongs to the event loop of its {@link SwitchOwner}. */
final class PhoneWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PhoneWatch.class);

  private final Vertx vertx;
  private final EslLink link;
  private final SwitchOwner.Tools tools;
  private final Phones phones;
  private final Herald herald;
  private final String switchId;
  /** Timers of the grace of phones that are away. */
  private final Map<String, Long> away = new HashMap<>();

  PhoneWatch(Vertx vertx, EslLink link, SwitchOwner.Tools tools, Phones phones, Herald herald) {
    this.vertx = vertx;
    this.link = link;
    this.tools = tools;
    this.phones = phones;
    this.herald = herald;
    this.switchId = link.address().id();
  }

  /** To be called with each new link: what happened meanwhile is not known. */
  void begin() {
    ask();
    lookForContext();
  }

  /** Those that registered while nobody listened, and those that went away. */
  void ask() {
    if (link.isUp()) {
      phones
          .ask(link, tools.config().phoneProfile(), extensions())
          .onSuccess(
              changed -> changed.stream().filter(e -> !away.containsKey(e)).forEach(this::tell));
    }
  }

  /** The switch is lost: nobody is registered there. */
  void lost() {
    List.copyOf(away.keySet()).forEach(this::stopWaitingFor);
    phones.lost(switchId, extensions()).forEach(this::tell);
  }

  void close() {
    List.copyOf(away.keySet()).forEach(this::stopWaitingFor);
    phones.disown(switchId);
  }

  private List<String> extensions() {
    return tools.directory().current().people().stream()
        .flatMap(person -> person.extension().stream())
        .toList();
  }

  /** A browser that loads its page again, or changes its network, is back within seconds. */
  void hear(EslEvent event) {
    phones.heard(switchId, event).ifPresent(extension -> {
      stopWaitingFor(extension);
      if (phones.isAt(switchId, extension)) {
        tell(extension);
      } else {
        long graceMs = tools.config().phoneGrace().toMillis();
        away.put(extension, vertx.setTimer(Math.max(1, graceMs), t -> {
          away.remove(extension);
          tell(extension);
        }));
      }
    });
  }

  private void stopWaitingFor(String extension) {
    Long timer = away.remove(extension);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  /** Whether the phone with which this agent is in the call is a page. */
  boolean isInPage(CallModel call, String agentId) {
    return call.facts()
        .legOf(agentId)
        .flatMap(leg -> tools.directory().current().extension(leg.number()))
        .filter(extension -> extension.phone() == PhoneKind.WEBRTC)
        .isPresent();
  }

  private void tell(String extension) {
    tools
        .directory()
        .current()
        .personByExtension(extension)
        .ifPresent(person -> herald.agent(
            new PhoneState(person.username(), switchId, phones.isAt(switchId, extension))));
  }

  private void lookForContext() {
    link.send(Commands.dialplanContext(Variables.REFER_CONTEXT)).onSuccess(xml -> {
      if (!xml.contains("<context")) {
        LOG.warn(
            "Phones that transfer by their own key lose the caller switch={}: its dialplan has"
                + " no context {} (conf/freeswitch/dialplan)",
            switchId,
            Variables.REFER_CONTEXT);
      }
    });
  }
}
