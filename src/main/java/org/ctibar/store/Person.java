package org.ctibar.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who may sign in.
 *
 * @param extension the own phone; empty for people without one, who cannot take calls
 * @param tokensValidFrom tokens issued before are revoked
 * @param passwordKind where the password comes from
 */
public record Person(
    String username,
    String nickname,
    Optional<String> extension,
    Set<Role> roles,
    ClassOfService classOfService,
    boolean enabled,
    Instant tokensValidFrom,
    PasswordKind passwordKind) {

  public Person {
    roles = Set.copyOf(roles);
  }

  /** With a password of the own choice. */
  public Person(
      String username,
      String nickname,
      Optional<String> extension,
      Set<Role> roles,
      ClassOfService classOfService,
      boolean enabled,
      Instant tokensValidFrom) {
    this(
        username,
        nickname,
        extension,
        roles,
        classOfService,
        enabled,
        tokensValidFrom,
        PasswordKind.OWN);
  }

  /** An enabled agent who may make national calls and whose nickname is the username. */
  public static Person agent(String username, String extension) {
    return new Person(
        username,
        username,
        Optional.of(extension),
        Set.of(Role.AGENT),
        ClassOfService.NATIONAL,
        true,
        Instant.EPOCH);
  }

  public Person withRoles(Role... more) {
    return new Person(
        username,
        nickname,
        extension,
        Set.of(more),
        classOfService,
        enabled,
        tokensValidFrom,
        passwordKind);
  }

  public Person withClassOfService(ClassOfService other) {
    return new Person(
        username, nickname, extension, roles, other, enabled, tokensValidFrom, passwordKind);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  public boolean mayUse(OutboundRoute route) {
    return classOfService.includes(route.classOfService());
  }
}
