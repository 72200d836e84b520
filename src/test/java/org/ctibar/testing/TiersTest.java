package org.ctibar.testing;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The quick tier stays quick: what takes seconds to begin is not in it. */
class TiersTest {
  private static final JavaClasses CODE = new ClassFileImporter().importPackages("org.ctibar");

  /** Those that start servers, nodes, or a call centre. */
  private static final Set<String> SLOW_TO_BEGIN = Set.of(
      "org.ctibar.store.TestDatabase",
      "org.ctibar.store.PreparedDatabase",
      "org.ctibar.app.Node",
      "org.ctibar.app.WholeNode",
      "org.ctibar.cluster.Cluster",
      "org.ctibar.call.Centre",
      "org.ctibar.call.TwoSwitches",
      "org.ctibar.faults.Fleet");

  @Test
  void whoNeedsADatabaseANodeOrACallCentreSaysSo() {
    SLOW_TO_BEGIN.forEach(CODE::get);
    ArchRuleDefinition.classes()
        .that(DescribedPredicate.describe(
            "are tests that need what is slow to begin",
            test -> test.getSimpleName().endsWith("Test") && needsWhatIsSlow(test)))
        .should(be(DescribedPredicate.<JavaClass>describe(
            "tagged " + Tiers.INTEGRATION + " or " + Tiers.LONG, TiersTest::isTagged)))
        .check(CODE);
  }

  private static boolean needsWhatIsSlow(JavaClass test) {
    return test.getDirectDependenciesFromSelf().stream()
        .anyMatch(
            dependency -> SLOW_TO_BEGIN.contains(dependency.getTargetClass().getName()));
  }

  private static boolean isTagged(JavaClass test) {
    return Arrays.stream(test.reflect().getAnnotationsByType(Tag.class))
        .map(Tag::value)
        .anyMatch(tag -> tag.equals(Tiers.INTEGRATION) || tag.equals(Tiers.LONG));
  }
}
