package io.gatherbench.run.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.JmhJars;
import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanFile;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jmh.PlanRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarPlannerTest {

  private static final String SAME = "@Benchmark public int same() { return 1; }\n";

  private static final String DIFFERING =
      " mode=avgt: its iterations differ; the same for all: -wi, -w, -wbs, -i, -r and -bs";

  @TempDir private Path folder;

  @Test
  void whatOneJarHasIsNamedAndNotRun() throws Exception {
    String base =
        SAME
            + "@Benchmark public int gone() { return 1; }\n"
            + "@Benchmark @Measurement(iterations = 1) public int other() { return 1; }\n"
            + "@Benchmark @Measurement(iterations = 3) @Warmup(iterations = 1)"
            + " public int turned() { return 1; }\n"
            + "@Benchmark @Measurement(batchSize = 2) public int batch() { return 1; }\n";
    String head =
        SAME
            + "@Benchmark public int added() { return 1; }\n"
            + "@Benchmark @Measurement(iterations = 2) public int other() { return 1; }\n"
            + "@Benchmark @Measurement(iterations = 1) @Warmup(iterations = 3)"
            + " public int turned() { return 1; }\n"
            + "@Benchmark @Measurement(batchSize = 3) public int batch() { return 1; }\n";
    List<Variant> variants = List.of(variant("base", 17, base, 17), variant("head", 17, head, 17));
    Plan plan = plan(variants);
    assertThat(plan.cells()).extracting(PlannedCell::benchmark).containsExactly("demo.Work.same");
    assertThat(plan.ofOtherJars()).isTrue();
    assertThat(JarPlanner.leftOut(plan))
        .containsExactlyInAnyOrder(
            "only in base: Work.gone mode=avgt",
            "only in head: Work.added mode=avgt",
            "Work.batch" + DIFFERING,
            "Work.other" + DIFFERING,
            "Work.turned" + DIFFERING);
    Path file = folder.resolve("plan.json");
    PlanFile.write(plan, file);
    assertThat(PlanFile.read(file)).isEqualTo(plan);
  }

  @Test
  void variantsLackWhatNeedsNewerJava() throws Exception {
    Variant old = variant("old", 17, SAME, 21);
    Variant recent = new Variant("recent", jdk(25), List.of(), old.jar());
    Plan plan = plan(List.of(old, recent));
    assertThat(plan.lacking()).isEqualTo(Map.of("old", Set.of(0), "recent", Set.of()));
    assertThat(JarPlanner.leftOut(plan))
        .containsExactly("old lacks what needs Java 21: Work.same mode=avgt");
    assertRefused(List.of(old), "no benchmark can be measured: old lacks what needs Java 21");
  }

  @Test
  void valuesWithCommasAreLeftOut() throws Exception {
    String methods = "@Param({\"a,b\", \"c\"}) public String text;\n" + SAME;
    Plan plan = plan(List.of(variant("one", 17, methods, 17)));
    assertThat(plan.cells()).extracting(c -> c.parameters().get("text")).containsExactly("c");
    assertThat(JarPlanner.leftOut(plan)).hasSize(1).first().asString().contains("with a comma");
  }

  @Test
  void jarsWithNothingInCommonAreRefused() throws Exception {
    List<Variant> variants =
        List.of(
            variant("base", 17, SAME, 17),
            variant("head", 17, SAME.replace("same", "different"), 17));
    assertRefused(
        variants, "no benchmark can be measured: only in base: Work.same mode=avgt; only");
  }

  @Test
  void forksAndJvmsAreOptionsOfThePlan() throws Exception {
    List<Variant> variants = List.of(variant("one", 17, SAME, 17));
    assertRefused(variants, "-f or -wf is not for jdks and gate; allowed: --rounds", "-f", "2");
    assertRefused(variants, "-jvm and -jvmArgs are not for jdks and gate", "-jvm", "x");
  }

  private void assertRefused(List<Variant> variants, String expected, String... jmh) {
    assertThatThrownBy(() -> plan(variants, jmh))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(expected);
  }

  private Variant variant(String name, int jdk, String methods, int release) throws Exception {
    Path jar = JmhJars.of(folder.resolve(name + ".jar"), methods, release);
    return new Variant(name, jdk(jdk), List.of(), jar.toString());
  }

  private static TargetJdk jdk(int feature) {
    return new TargetJdk("/java", feature, "" + feature, "vm", "G1", JvmResources.UNKNOWN);
  }

  private static Plan plan(List<Variant> variants, String... jmh) throws Exception {
    PlanSettings settings = PlanSettings.rounds(1, 2, Shard.WHOLE, 0, true);
    PlanRequest request =
        new PlanRequest(List.of("gate"), "", List.of(jmh), settings, false, false);
    return JarPlanner.plan(request, variants, "run", new Machine("host", "os", "cpu", 2, 1024));
  }
}
