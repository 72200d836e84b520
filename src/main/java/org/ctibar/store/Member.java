package org.ctibar.store;

/**
 * An agent's place in a group.
 *
 * @param priority 1 is asked first
 */
public record Member(String groupId, String username, int priority) {
  public static final int DEFAULT_PRIORITY = 1;
}
