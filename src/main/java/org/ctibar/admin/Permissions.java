package org.ctibar.admin;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which role may do what. What is not in the tables nobody may. */
final class Permissions {
  static final String BOARD = "cti.client.board";
  static final String SNAPSHOT = "cti.client.snapshot";
  static final String DAY = "cti.client.day";
  static final String FORCE = "cti.client.agent.force";
  static final String END = "cti.client.call.end";
  static final String MOVE = "cti.client.call.move";
  static final String PREFER = "cti.client.call.prefer";
  static final String ASSIGN = "cti.client.call.assign";
  static final String LISTEN = "cti.client.call.listen";
  static final String LEAVE = "cti.client.call.leave";
  static final String TAKE_OVER = "cti.client.call.takeover";

  static final String ADMIN = "admin";

  private static final Set<String> SUPERVISORS = Set.of("supervisor", ADMIN);
  private static final Map<String, Set<String>> REGISTER = Map.of(BOARD, SUPERVISORS);
  private static final Map<String, Set<String>> SEND = Stream.of(
          SNAPSHOT, DAY, FORCE, END, MOVE, PREFER, ASSIGN, LISTEN, LEAVE, TAKE_OVER)
      .collect(Collectors.toUnmodifiableMap(address -> address, address -> SUPERVISORS));

  private Permissions() {}

  /** The board, the calls of the past, and who and what the platform knows. */
  static boolean maySee(Collection<String> roles) {
    return roles.stream().anyMatch(SUPERVISORS::contains);
  }

  /** Who and what the platform knows. */
  static boolean mayEdit(Collection<String> roles) {
    return roles.contains(ADMIN);
  }

  static boolean mayRegister(Collection<String> roles, String address) {
    return roles.stream().anyMatch(REGISTER.getOrDefault(address, Set.of())::contains);
  }

  static boolean maySend(Collection<String> roles, String address) {
    return roles.stream().anyMatch(SEND.getOrDefault(address, Set.of())::contains);
  }
}
