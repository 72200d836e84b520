package org.ctibar.call;

import java.util.LinkedHashMap;
import java.util.Map;

/** The phones that are rung in the course of a talk, and what they show. Pure. */
final class Targets {
  private Targets() {}

  /** A consulted party sees the agent, the target of a transfer the customer. */
  static Effect.Target called(Talk talk, Leg target, CallInput.Call call) {
    CallOrigin origin = talk.facts().origin();
    boolean inside = call.to().internal();
    boolean shown = call.transfer() && inside;
    Leg agent = talk.facts().legOf(call.agentId()).orElse(null);
    String number = shown ? customer(talk) : agent == null ? null : agent.number();
    return new Effect.Target(
        target.uuid(),
        target.role(),
        call.to().dialString(),
        inside ? number : call.to().callerId(),
        shown ? origin.fromName() : null,
        false,
        inside
            ? Variables.ofPhone(talk.facts(), target, peer(talk))
            : Variables.ofCallee(talk.facts(), target, peer(talk), talk.times()));
  }

  static Effect.Target recalled(Talk talk, Leg leg) {
    return own(talk, leg, false, Map.of());
  }

  /** The page knows by the header why its phone rings. */
  static Effect.Target renewed(Talk talk, Leg leg) {
    return own(
        talk, leg, true, Map.of("sip_h_X-CTI-Reattach", talk.facts().origin().callId()));
  }

  private static Effect.Target own(
      Talk talk, Leg leg, boolean autoAnswer, Map<String, String> headers) {
    Map<String, String> variables =
        new LinkedHashMap<>(Variables.ofPhone(talk.facts(), leg, peer(talk)));
    variables.putAll(headers);
    return new Effect.Target(
        leg.uuid(),
        leg.role(),
        "user/" + leg.number(),
        customer(talk),
        talk.facts().origin().fromName(),
        autoAnswer,
        variables);
  }

  private static String peer(Talk talk) {
    return talk.cast().customer() == null ? "" : talk.cast().customer();
  }

  private static String customer(Talk talk) {
    String leg = talk.cast().customer();
    return leg == null ? null : TalkViews.numberOf(talk.facts().origin(), talk.leg(leg));
  }
}
