package org.ctibar.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.bus.call.Direction;
import org.ctibar.esl.EslEvent;
import org.ctibar.esl.HostileText;
import org.ctibar.store.Directory;
import org.ctibar.store.Person;

/** Recognizes the calls that agents' phones make and take by themselves. Pure. */
final class DeskPhones {
  private DeskPhones() {}

  /** @param created CHANNEL_CREATE of a channel that is none of ours; empty if no agent's phone is at its end */
  static Optional<Step> call(
      EslEvent created, String switchId, Directory directory, SwitchOwner.Tools tools) {
    boolean dials = "inbound".equals(created.direction());
    String extension = dials ? dialling(created) : created.variable("dialed_user");
    return Optional.ofNullable(extension)
        .flatMap(directory::personByExtension)
        .filter(person -> !dials || !leadsToUs(created, directory))
        .map(person -> begin(created, switchId, directory, tools, person, dials));
  }

  /** Only who has proved it is the extension. */
  private static String dialling(EslEvent created) {
    return "true".equals(created.variable("sip_authorized"))
        ? created.variable("sip_auth_username")
        : null;
  }

  /** A number that a group answers: that call will be one of ours. */
  private static boolean leadsToUs(EslEvent created, Directory directory) {
    return directory.route(Arrival.number(created.destinationNumber())).isPresent();
  }

  private static Step begin(
      EslEvent created,
      String switchId,
      Directory directory,
      SwitchOwner.Tools tools,
      Person person,
      boolean dials) {
    String to = Arrival.number(created.destinationNumber());
    String from = Arrival.number(created.callerNumber());
    boolean inside = directory.extension(dials ? to : from).isPresent();
    String name = HostileText.cleanName(created.callerName());
    long now = tools.clock().millis();
    CallOrigin origin = new CallOrigin(
        Arrival.callId(created.uuid()),
        switchId,
        inside ? Direction.INTERNAL : dials ? Direction.OUTBOUND : Direction.INBOUND,
        dials ? person.extension().orElse(from) : from,
        dials || name.isEmpty() ? null : name,
        dials ? to : person.extension().orElse(to),
        null,
        false,
        Map.of(),
        now);
    LegRole role = dials ? LegRole.OWN : LegRole.CALLEE;
    Leg leg = Leg.of(created.uuid(), role, person.extension().orElse(""), person.username(), now);
    PhoneCall call = new PhoneCall(CallFacts.of(origin, leg), tools.config().times(), leg.uuid());
    Step begun = Step.of(call);
    return dials
        ? begun.then(List.of(new Effect.TellAgent(call.progress(leg, CallStep.DIALS), leg.uuid())))
        : begun;
  }
}
