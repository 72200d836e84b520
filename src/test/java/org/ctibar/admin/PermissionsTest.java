package org.ctibar.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, every cell. */
class PermissionsTest {
  @ParameterizedTest(name = "{0} {1}: {2}, {3}, {4}, {5}")
  @CsvSource({
    // agent, supervisor, admin, nobody
    "see, ,                            false, true, true, false",
    "edit, ,                           false, false, true, false",
    "register, cti.client.board,       false, true, true, false",
    "send, cti.client.snapshot,        false, true, true, false",
    "send, cti.client.day,             false, true, true, false",
    "send, cti.client.agent.force,     false, true, true, false",
    "send, cti.client.call.end,        false, true, true, false",
    "send, cti.client.call.move,       false, true, true, false",
    "send, cti.client.call.prefer,     false, true, true, false",
    "send, cti.client.call.assign,     false, true, true, false",
    "send, cti.client.call.listen,     false, true, true, false",
    "send, cti.client.call.leave,      false, true, true, false",
    "send, cti.client.call.takeover,   false, true, true, false",
  })
  void areAsWritten(
      String what,
      String address,
      boolean agent,
      boolean supervisor,
      boolean admin,
      boolean nobody) {
    assertThat(List.of("agent", "supervisor", "admin", "nobody"))
        .extracting(role -> may(List.of(role), what, address))
        .containsExactly(agent, supervisor, admin, nobody);
  }

  private static boolean may(List<String> roles, String what, String address) {
    return switch (what) {
      case "see" -> Permissions.maySee(roles);
      case "edit" -> Permissions.mayEdit(roles);
      case "register" -> Permissions.mayRegister(roles, address);
      default -> Permissions.maySend(roles, address);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "cti.client.",
    "cti.client.board.other",
    "cti.agent.command",
    "cti.agent.event",
    "''",
    "xcti.client.board"
  })
  void whatIsNotWrittenNobodyMay(String address) {
    List<String> all = List.of("agent", "supervisor", "admin");
    assertThat(Permissions.mayRegister(all, address)).isFalse();
    assertThat(Permissions.maySend(all, address)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"cti.client.snapshot", "cti.client.agent.force", "cti.client.call.end"})
  void whatIsSentToIsNotListenedTo(String address) {
    assertThat(Permissions.mayRegister(List.of("admin"), address)).isFalse();
    assertThat(Permissions.maySend(List.of("admin"), "cti.client.board")).isFalse();
  }
}
