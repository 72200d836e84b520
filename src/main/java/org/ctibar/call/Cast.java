package org.ctibar.call;

import java.util.HashMap;
import java.util.Map;

/**
 * Who takes part in a talk, by leg. Whoever acts is its agent: two agents who talk change places when the other acts.
 *
 * @param customer the other party; null once it left during a consultation
 * @param agent null between a transfer and its answer
 * @param target who is consulted, or to whom the call is transferred; null without one
 * @param leaving legs that go as soon as the others are where they should be, and the cause that is told then
 * @param home the leg of the agent to whom the call returns if a transfer fails; null without one
 * @param returning a new leg that takes the place of an old one, until it talks; null without one
 */
record Cast(
    String customer,
    String agent,
    String target,
    Map<String, String> leaving,
    String home,
    String returning) {
  Cast {
    leaving = Map.copyOf(leaving);
  }

  static Cast of(String customer, String agent) {
    return new Cast(customer, agent, null, Map.of(), null, null);
  }

  boolean has(String leg) {
    return leg.equals(customer) || leg.equals(agent) || leg.equals(target);
  }

  Cast changedPlaces() {
    return new Cast(/* customer= */ agent, /* agent= */ customer, target, leaving, home, returning);
  }

  Cast calling(String newTarget) {
    return new Cast(customer, agent, newTarget, leaving, home, returning);
  }

  Cast withoutTarget() {
    return calling(null);
  }

  Cast withoutCustomer() {
    return new Cast(null, agent, target, leaving, home, returning);
  }

  /** The agent goes, and would be called back. */
  Cast withoutAgent() {
    return new Cast(customer, null, target, leaving, agent == null ? home : agent, returning);
  }

  /** The agent is called back as soon as the present leg is gone. */
  Cast comingHome() {
    return new Cast(customer, agent, target, leaving, agent, returning);
  }

  boolean comesHome(String leg) {
    return leg.equals(agent) && leg.equals(home);
  }

  /** The customer and whom the agent had called. */
  Cast handedOver() {
    return new Cast(customer, target, null, leaving, null, returning);
  }

  /** The agent and whom the agent had called, whose customer left. */
  Cast leftAlone() {
    return new Cast(target, agent, null, leaving, home, returning);
  }

  Cast agent(String newAgent) {
    return new Cast(customer, newAgent, target, leaving, home, returning);
  }

  Cast letting(String leg, String cause) {
    Map<String, String> all = new HashMap<>(leaving);
    all.put(leg, cause);
    return new Cast(customer, agent, target, all, home, returning);
  }

  Cast gone(String leg) {
    Map<String, String> rest = new HashMap<>(leaving);
    rest.remove(leg);
    return new Cast(customer, agent, target, rest, home, returning);
  }

  /** The same person on another leg. */
  Cast renewed(String old, String fresh) {
    return new Cast(
        old.equals(customer) ? fresh : customer,
        old.equals(agent) ? fresh : agent,
        old.equals(target) ? fresh : target,
        leaving,
        home,
        fresh);
  }

  Cast returned() {
    return new Cast(customer, agent, target, leaving, home, null);
  }
}
