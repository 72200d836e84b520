package org.ctibar.store;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.NameText;
import org.ctibar.config.ConfigException;
import org.ctibar.config.PasswordRules;
import org.ctibar.config.Settings;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/people}: looks after the people of any database, also beside a running node. */
@Command(
    name = "people",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "People, groups and numbers in the database of CTI_PG_URI, else in the embedded one.")
public final class PeopleCommand {
  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final long PATIENCE_MINUTES = 60;

  @Option(names = "--conf", defaultValue = "conf/ctibar.yaml", description = "settings file")
  private Path settingsFile;

  @Spec
  private CommandSpec spec;

  public static void main(String[] arguments) {
    for (String name : List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "org.ctibar")) {
      ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.WARN);
    }
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new PeopleCommand())
        .setExecutionExceptionHandler((failure, line, parsed) -> {
          line.getErr().println(message(failure));
          return REFUSED;
        });
  }

  @Command(
      name = "import",
      description = {
        "Adds and changes what FILE (YAML or JSON) names, all or nothing; other rows stay.",
        "Sections: extensions, people, groups, numbers, outbound; see conf/people.example.yaml."
      })
  int importFile(@Parameters(paramLabel = "FILE") Path file) throws Exception {
    Roster roster = RosterFile.parse(read(file), PasswordRules.from(settings()));
    Optional<String> sipDomain = settings().section("sip").host("domain");
    inDatabase(database -> new RosterImport(database, PasswordHash::of, sipDomain).run(roster));
    out()
        .printf(
            Locale.ROOT,
            "imported %d people, %d groups, %d numbers, %d outbound routes%n",
            roster.people().size(),
            roster.groups().size(),
            roster.numbers().size(),
            roster.outbound().size());
    if (!roster.withoutEffect().isEmpty()) {
      out().println("note: not used in this version: " + String.join(", ", roster.withoutEffect()));
    }
    return DONE;
  }

  @Command(name = "list", description = "Shows everybody: username, extension, roles, groups.")
  int list() throws Exception {
    Directory directory = inDatabase(database -> database.inTransaction(DirectoryTables::read));
    directory.people().stream()
        .sorted(Comparator.comparing(Person::username))
        .forEach(person -> out().println(line(directory, person)));
    return DONE;
  }

  @Command(
      name = "revoke",
      description = "Ends every token of USER: all pages have to sign in again.")
  int revoke(@Parameters(paramLabel = "USER") String username) throws Exception {
    boolean found = inDatabase(database -> new People(database).revokeTokens(username));
    if (!found) {
      throw new CtiException(ErrorCode.NOT_FOUND, "no such person: " + username);
    }
    out().println("revoked every token of " + username);
    return DONE;
  }

  private Settings settings() {
    return Settings.load(settingsFile, System.getenv());
  }

  private <T> T inDatabase(Function<Database, Future<T>> work) throws TimeoutException {
    StoreConfig config = StoreConfig.from(settings()).withDemo(Demo.IGNORED);
    Vertx vertx = Vertx.vertx();
    try {
      return Database.open(vertx, config)
          .compose(database -> work.apply(database).eventually(database::close))
          .await(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } finally {
      vertx.close().await(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }
  }

  private static String line(Directory directory, Person person) {
    String groups = directory.groupsOf(person.username()).stream()
        .map(Group::id)
        .collect(Collectors.joining(","));
    String roles =
        person.roles().stream().sorted().map(Role::wireName).collect(Collectors.joining(","));
    return String.join(
        "\t",
        NameText.visible(person.username()),
        person.extension().orElse("-"),
        roles,
        groups.isEmpty() ? "-" : groups,
        String.join(",", marks(person)));
  }

  private static List<String> marks(Person person) {
    List<String> marks = new ArrayList<>();
    if (!person.enabled()) {
      marks.add("disabled");
    }
    if (person.passwordKind() == PasswordKind.DEMO) {
      marks.add("demo password");
    }
    return marks;
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8");
    } catch (NoSuchFileException e) {
      throw new IOException("no such file: " + file);
    }
  }

  private static String message(Throwable failure) {
    boolean expected = failure instanceof ImportException
        || failure instanceof CtiException
        || failure instanceof ConfigException
        || failure instanceof IllegalStateException
        || failure instanceof IOException;
    return expected ? failure.getMessage() : failure.toString();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
