package org.ctibar.bus;

import java.util.Objects;

/**
 * A password was checked, told so that all nodes count the same failures. A right one is told only where there are
 * failures that it clears.
 *
 * @param node where, as {@link NodeName} has it
 * @param network from which: an IPv4 address, or the first 64 bits of an IPv6 address
 */
public record PasswordChecked(String node, String user, String network, boolean right) {
  public PasswordChecked {
    Objects.requireNonNull(node);
    Objects.requireNonNull(user);
    Objects.requireNonNull(network);
  }
}
