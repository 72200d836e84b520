package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Beside a running node, as an operator does. */
@Tag(Tiers.INTEGRATION)
class PeopleCommandTest {
  @TempDir
  private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void settings() throws IOException {
    PgTarget target = TestDatabase.emptied().target();
    String uri = "postgresql://" + target.user() + ":" + target.password() + "@" + target;
    write("ctibar.yaml", StoreConfigTest.SETTINGS.replace("uri: embedded", "uri: " + uri));
  }

  @Test
  void refusesTheExampleAsLongAsItsPasswordsStandThere() {
    assertThat(run("import", "conf/people.example.yaml")).isEqualTo(1);

    assertThat(err.toString().lines())
        .containsExactly(
            "people[0].password: must have at least 10 characters",
            "people[1].password: is one of those that are tried first");
  }

  @Test
  void importsTheExampleAndListsIt() throws IOException {
    assertThat(run("import", example())).as(err.toString()).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines("imported 2 people, 1 groups, 2 numbers, 2 outbound routes\n"
            + "note: not used in this version: switchId of extensions\n");

    assertThat(run("list")).isZero();
    assertThat(out.toString())
        .contains("wang\t2001\tagent\tservice")
        .contains("li\t2002\tagent,supervisor\tservice");
  }

  @Test
  void notesNothingOfDefaults() throws IOException {
    Path file = write("plain.yaml", """
        people: [{username: wang, password: of-his-own, extension: 2001}]
        extensions: [{number: 2001, autoAnswer: false, phone: webrtc}]
        groups: [{id: a, strategy: longest_idle, members: [{username: wang, priority: 1}]}]
        """);

    assertThat(run("import", file.toString())).as(err.toString()).isZero();

    assertThat(out.toString()).doesNotContain("note");
  }

  @Test
  void revokes() throws IOException {
    run("import", example());

    assertThat(run("revoke", "wang")).isZero();
    assertThat(run("revoke", "nobody")).isEqualTo(1);
    assertThat(err.toString()).isEqualToNormalizingNewlines("no such person: nobody\n");
  }

  @Test
  void tellsEveryFaultOnALineOfItsOwn() throws IOException {
    Path file =
        write("bad.yaml", "people: [{username: a}, {usrname: b}]\nnumbers: [{number: x}]\n");

    assertThat(run("import", file.toString())).isEqualTo(1);

    assertThat(err.toString().lines())
        .containsExactlyInAnyOrder(
            "people[1].usrname: is not a key that is known here",
            "people[1].username: is missing",
            "numbers[0].number: must be 1 to 32 digits (also * and #), + at most in front",
            "numbers[0].group: is missing");
  }

  @Test
  void tellsOfAFileThatIsNotThere() {
    assertThat(run("import", "no-such-file.yaml")).isEqualTo(1);
    assertThat(err.toString()).isEqualToNormalizingNewlines("no such file: no-such-file.yaml\n");
  }

  /** With passwords of somebody who read it. */
  private String example() throws IOException {
    String text = Files.readString(Path.of("conf/people.example.yaml"));
    return write("people.yaml", text.replace("change-me", "of-our-own-choice")).toString();
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = PeopleCommand.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 2];
    all[0] = "--conf";
    all[1] = directory.resolve("ctibar.yaml").toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return line.execute(all);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
