package io.gatherbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The packages, what each may use, and that none of them depend on each other in a cycle. */
@AnalyzeClasses(
    packages = "io.gatherbench",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeGenerated.class})
class ArchitectureTest {

  /** Leaves out the classes that JMH's annotation processor generates. */
  static final class DoNotIncludeGenerated implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/jmh_generated/");
    }
  }

  private static final String ROOT = "io.gatherbench.";

  /** The types that may be used from outside the stub, beside those of {@code stub} itself. */
  private static final Set<String> STUB_FACE =
      Set.of(
          "stub.client.StubControl",
          "stub.client.MinimalClient",
          "stub.ledger.LedgerSnapshot",
          "stub.ledger.Agreement",
          "stub.delay.Latency",
          "stub.endpoint.Todo");

  /** What each package may use. {@code stub} stands for the stub's face. */
  private static final Map<String, Set<String>> MAY_USE = new HashMap<>();

  private static void allow(String name, String... uses) {
    MAY_USE.put(name, new HashSet<>(Arrays.asList(uses)));
  }

  static {
    allow("stub.delay");
    allow("stub.message", "stub.delay");
    allow("stub.ledger", "stub.delay", "stub.message");
    allow("stub.exchange", "stub.delay", "stub.message", "stub.ledger");
    allow("stub.endpoint", "stub.delay", "stub.message", "stub.ledger", "stub.exchange");
    allow("stub.http", "stub.delay", "stub.message", "stub.ledger", "stub.exchange");
    allow("stub.client", "stub.ledger");
    allow(
        "stub",
        "stub.delay",
        "stub.message",
        "stub.ledger",
        "stub.exchange",
        "stub.endpoint",
        "stub.http",
        "stub.client");
    allow("client");
    allow("client.adapter", "client");
    allow("client.decorator", "client");
    allow("strategy.pending", "client");
    allow("strategy", "client", "client.adapter", "strategy.pending");
    allow("results.output");
    allow("results", "results.output");
    allow("results.file", "results");
    allow("stats");
    allow("benchmark.evidence", "results", "stub", "client", "client.decorator");
    allow(
        "benchmark.state",
        "results",
        "benchmark.evidence",
        "strategy",
        "strategy.pending",
        "client",
        "client.adapter",
        "client.decorator",
        "stub");
    allow(
        "benchmark",
        "results",
        "benchmark.state",
        "benchmark.evidence",
        "strategy",
        "strategy.pending",
        "client",
        "client.adapter",
        "client.decorator",
        "stub");
    MAY_USE.put("benchmark.connection", MAY_USE.get("benchmark"));
    MAY_USE.put("benchmark.memory", MAY_USE.get("benchmark"));
    MAY_USE.put("benchmark.load", MAY_USE.get("benchmark"));
    allow("plan", "results", "results.output");
    allow("run.jdk", "plan", "results");
    allow("run.record", "results", "strategy");
    allow(
        "run.jmh",
        "run.jdk",
        "run.record",
        "plan",
        "results",
        "results.output",
        "strategy",
        "stub");
    allow("run.jar", "run.jmh", "run.jdk", "run.record", "plan", "results", "results.file");
    allow(
        "run",
        "run.jdk",
        "run.record",
        "run.jmh",
        "run.jar",
        "plan",
        "results",
        "results.output",
        "strategy",
        "stub");
    allow("compare", "stats", "results", "plan");
    allow("report.markup");
    allow("report.text", "compare", "stats", "results");
    allow("report.comparison", "report.text", "compare", "stats", "results");
    allow(
        "report.page",
        "report.markup",
        "report.comparison",
        "report.text",
        "compare",
        "stats",
        "results",
        "results.file",
        "results.output");
    allow("profile.stacks");
    String[] feature = {
      "plan",
      "run",
      "run.jdk",
      "run.record",
      "run.jmh",
      "run.jar",
      "report.text",
      "report.comparison",
      "report.page",
      "report.markup",
      "compare",
      "stats",
      "results",
      "results.file",
      "results.output",
      "client",
      "client.adapter",
      "client.decorator",
      "strategy",
      "stub"
    };
    allow("trace", feature);
    allow("profile", feature);
    allow("load", feature);
    allow("first", feature);
    allow("gate", feature);
    allow("next", feature);
    MAY_USE.get("next").add("gate");
    MAY_USE.get("profile").add("profile.stacks");
    Set<String> all = new HashSet<>(MAY_USE.keySet());
    all.removeIf(name -> name.startsWith("benchmark") || name.startsWith("stub."));
    MAY_USE.put("command", all);
  }

  @ArchTest
  static final ArchRule ARROWS_RUN_DOWN =
      ArchRuleDefinition.classes().should(useOnlyWhatTheirPackageMay());

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.gatherbench.(**)").should().beFreeOfCycles();

  /** Strategies and clients are what is measured: nothing of the harness may be in them. */
  @ArchTest
  static final ArchRule MEASURED_CODE_KNOWS_NO_HARNESS =
      noClasses()
          .that()
          .resideInAnyPackage("io.gatherbench.client..", "io.gatherbench.strategy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.openjdk.jmh..");

  /** A nested type may have the name of another nested type, but not of a top-level class. */
  @ArchTest
  static void noSimpleNameOccursTwice(JavaClasses classes) {
    Map<String, Set<String>> byName = new TreeMap<>();
    classes.stream()
        .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
        .forEach(
            type ->
                byName
                    .computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                    .add(type.getName()));
    classes.stream()
        .filter(type -> type.isNestedClass() && byName.containsKey(type.getSimpleName()))
        .forEach(type -> byName.get(type.getSimpleName()).add(type.getName()));
    byName.values().removeIf(types -> types.size() == 1);
    assertThat(byName).isEmpty();
  }

  private static ArchCondition<JavaClass> useOnlyWhatTheirPackageMay() {
    return new ArchCondition<>("use only what their package may use") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        String from = relative(origin.getPackageName());
        Set<String> allowed = MAY_USE.get(from);
        if (allowed == null) {
          events.add(SimpleConditionEvent.violated(origin, "unknown package " + from));
          return;
        }
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (!target.getPackageName().startsWith(ROOT)) {
            continue;
          }
          String to = relative(target.getPackageName());
          boolean ownStub = from.startsWith("stub");
          boolean face =
              !ownStub && to.startsWith("stub.") && STUB_FACE.contains(outermost(target));
          boolean fine =
              to.equals(from)
                  || (face && allowed.contains("stub"))
                  || allowed.contains(to) && (ownStub || !to.startsWith("stub."));
          if (!fine) {
            events.add(
                SimpleConditionEvent.violated(
                    origin, from + " -> " + to + ": " + dependency.getDescription()));
          }
        }
      }
    };
  }

  private static String relative(String packageName) {
    return packageName.substring(ROOT.length());
  }

  private static String outermost(JavaClass type) {
    String name = type.getName().substring(ROOT.length());
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
