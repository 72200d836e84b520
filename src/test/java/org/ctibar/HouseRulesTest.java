package org.ctibar;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom. Domains meet on the bus only; pure code knows no Vert.x. A silenced warning has a reason. */
class HouseRulesTest {
  private static final JavaClasses CODE = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("org.ctibar");

  private static final Set<String> ROOMS = Set.of(
      "app",
      "admin",
      "bus",
      "cluster",
      "config",
      "agent",
      "queue",
      "call",
      "esl",
      "gateway",
      "store",
      "simulator");

  /** Not within a text, such as this one. */
  private static final Pattern SUPPRESSED = Pattern.compile("^[^\"]*@SuppressWarnings");

  private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
      Map.entry("config", Set.of()),
      Map.entry("bus", Set.of()),
      Map.entry("esl", Set.of("config")),
      Map.entry("simulator", Set.of("config")),
      Map.entry("cluster", Set.of("bus", "config")),
      Map.entry("store", Set.of("bus", "config", "cluster")),
      Map.entry("agent", Set.of("bus", "config", "cluster")),
      Map.entry("queue", Set.of("bus", "config", "store", "cluster")),
      Map.entry("call", Set.of("bus", "config", "store", "esl", "cluster")),
      Map.entry("gateway", Set.of("bus", "config")),
      Map.entry("admin", Set.of("bus", "config", "store", "cluster", "gateway")));

  private static final List<String> PURE = List.of(
      "org.ctibar.agent.AgentMachine",
      "org.ctibar.agent.AgentTable",
      "org.ctibar.agent.AgentState",
      "org.ctibar.cluster.Placement",
      "org.ctibar.cluster.Intentions",
      "org.ctibar.queue.QueueModel",
      "org.ctibar.admin.LiveModel",
      "org.ctibar.admin.DayBook",
      "org.ctibar.queue.WaitList",
      "org.ctibar.queue.OfferableAgents",
      "org.ctibar.call.QueuedCall",
      "org.ctibar.call.DialledCall",
      "org.ctibar.call.CallModel",
      "org.ctibar.call.CallFacts",
      "org.ctibar.call.DialPlan",
      "org.ctibar.call.TollLimiter",
      "org.ctibar.call.RecentCalls",
      "org.ctibar.call.OutsideLegs",
      "org.ctibar.call.OutsideTalk",
      "org.ctibar.call.Arrival",
      "org.ctibar.gateway.FairQueue",
      "org.ctibar.call.Reconciliation",
      "org.ctibar.esl.HostileText",
      "org.ctibar.bus.NameText",
      "org.ctibar.esl.Commands");

  @TestFactory
  List<DynamicTest> aRoomKnowsOnlyWhatItMay() {
    List<DynamicTest> tests = new ArrayList<>();
    MAY_KNOW.forEach((room, known) -> {
      String[] strangers = ROOMS.stream()
          .filter(other -> !other.equals(room) && !known.contains(other))
          .map(other -> "org.ctibar." + other + "..")
          .toArray(String[]::new);
      tests.add(check(
          room + " knows " + known,
          noClasses()
              .that()
              .resideInAPackage("org.ctibar." + room + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(strangers)));
    });
    return tests;
  }

  @TestFactory
  List<DynamicTest> pureCodeKnowsNoVertxAndNoClock() {
    return PURE.stream()
        .map(name -> check(
            name + " is pure",
            noClasses()
                .that()
                .haveFullyQualifiedName(name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "java.time..", "java.net..", "java.nio.file.."),
            name))
        .toList();
  }

  @TestFactory
  List<DynamicTest> roomsFormNoCircle() {
    return List.of(
        check("no circles", slices().matching("org.ctibar.(*)..").should().beFreeOfCycles()));
  }

  /** In a comment on its line or the line above. */
  @Test
  void aSuppressedWarningHasItsReason() throws IOException {
    List<String> without = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          if (SUPPRESSED.matcher(lines.get(i)).find() && !hasReason(lines, i)) {
            without.add(file + ":" + (i + 1));
          }
        }
      }
    }
    assertThat(without).isEmpty();
  }

  private static boolean hasReason(List<String> lines, int line) {
    return lines.get(line).contains("//")
        || line > 0 && lines.get(line - 1).strip().startsWith("//");
  }

  private static DynamicTest check(String name, ArchRule rule) {
    return DynamicTest.dynamicTest(name, () -> rule.check(CODE));
  }

  private static DynamicTest check(String name, ArchRule rule, String mustExist) {
    return DynamicTest.dynamicTest(name, () -> {
      CODE.get(mustExist);
      rule.check(CODE);
    });
  }
}
