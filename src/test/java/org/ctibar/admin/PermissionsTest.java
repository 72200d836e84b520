package org.ctibar.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, every cell. */
class PermissionsTest {
  @ParameterizedTest(name = "{0}: connect {1}, board {2}, snapshot {3}, force {4}")
  @CsvSource({
    // role, connect, board, snapshot, force
    "agent,      false, false, false, false",
    "supervisor, true,  true,  true,  true",
    "admin,      true,  true,  true,  true",
    "nobody,     false, false, false, false",
  })
  void areAsWritten(String role, boolean connect, boolean board, boolean snapshot, boolean force) {
    List<String> roles = List.of(role);
    assertThat(Permissions.mayConnect(roles)).isEqualTo(connect);
    assertThat(Permissions.mayRegister(roles, "cti.client.board")).isEqualTo(board);
    assertThat(Permissions.maySend(roles, "cti.client.snapshot")).isEqualTo(snapshot);
    assertThat(Permissions.maySend(roles, "cti.client.agent.force")).isEqualTo(force);
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
  @CsvSource({"cti.client.snapshot", "cti.client.agent.force"})
  void whatIsSentToIsNotListenedTo(String address) {
    assertThat(Permissions.mayRegister(List.of("admin"), address)).isFalse();
    assertThat(Permissions.maySend(List.of("admin"), "cti.client.board")).isFalse();
  }
}
