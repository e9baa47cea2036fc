package io.gatherbench.run.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.TargetJdk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {

  private static final List<Variant> OLD_AND_NEW = List.of(arm("17", 17), arm("25", 25));

  @Test
  void theHeadlinePlanIsThatOfTheHeadline() throws Exception {
    Planner.Planned planned = plan("headline", Shard.WHOLE);
    HeadlinePlan headline = HeadlinePlan.forJdk(25);
    assertThat(planned.cells())
        .extracting(cell -> cell.parameters().get("strategy") + cell.parameters().get("requests"))
        .containsExactlyInAnyOrderElementsOf(
            headline.cells().stream().map(c -> c.strategy().name() + c.requests()).toList());
    assertThat(planned.cells()).allMatch(cell -> cell.benchmark().equals(HeadlinePlan.BENCHMARK));
    assertThat(planned.leftOut())
        .contains("17 lacks VIRTUAL_THREADS")
        .anyMatch(line -> line.contains("SEQUENTIAL, 1024 requests: its bound is over"));
  }

  @Test
  void aJdkThatLacksAStrategyLeavesItsCellsEmpty() throws Exception {
    Planner.Planned planned =
        plan("Gather", Shard.WHOLE, "-p", "strategy=VIRTUAL_THREADS,THREAD_POOL");
    assertThat(planned.cells()).hasSize(4);
    Set<String> lacking = new HashSet<>();
    planned
        .lacking()
        .get("17")
        .forEach(cell -> lacking.add(planned.cells().get(cell).parameters().get("strategy")));
    assertThat(lacking).containsExactly("VIRTUAL_THREADS");
    assertThat(planned.lacking().get("25")).isEmpty();
  }

  @Test
  void aJdkMayLackAllOfThem() throws Exception {
    Planner.Planned planned = plan("Gather", Shard.WHOLE, "-p", "strategy=VIRTUAL_THREADS");
    assertThat(planned.lacking().get("17")).hasSize(2);
  }

  @Test
  void parametersAreAsInJmh() throws Exception {
    Planner.Planned planned =
        plan("headline", Shard.WHOLE, "-p", "requests=8,16", "-p", "strategy=EVENT_LOOP");
    assertThat(planned.cells())
        .extracting(cell -> cell.parameters().get("requests"))
        .containsExactly("8", "16");
    assertThat(planned.cells()).allMatch(cell -> cell.parameters().containsKey("poolSize"));
  }

  @Test
  void moreIterationsAreForeseenToTakeLonger() throws Exception {
    double few =
        plan("Gather", Shard.WHOLE, "-i", "1", "-r", "1s").cells().get(0).foreseenSeconds();
    double more =
        plan("Gather", Shard.WHOLE, "-i", "11", "-r", "2s").cells().get(0).foreseenSeconds();
    assertThat(more - few).isEqualTo(21);
  }

  @Test
  void thePartsTogetherAreTheWhole() throws Exception {
    List<PlannedCell> parts = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      parts.addAll(plan("full", new Shard(i, 3)).cells());
    }
    assertThat(parts)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(plan("full", Shard.WHOLE).cells());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Gather | -f 3                    | -f or -wf is not for jdks; allowed: --rounds",
        "Gather | -jvm /x                 | -jvm and -jvmArgs are not for jdks; allowed: --jdk",
        "Gather | -jvmArgs -Xmx1g         | -jvm and -jvmArgs are not for jdks",
        "Gather | -rf json                | -rf, -rff and -o are not for jdks; allowed: --out",
        "Gather | Straggler               | argument is 'Straggler'; allowed: options",
        "Gather | -p requests=0           | requests is '0'",
        "Gather | -p colour=red           | parameter is 'colour'",
        "Gather | --colour                | unusable option",
        "none   | -i 1                    | is 'none'; allowed: a part of one of",
        "[      | -i 1                    | regular expression is '['"
      })
  void whatCannotBeMeasuredIsRefused(String plan, String jmh, String expected) {
    assertThatThrownBy(() -> plan(plan, Shard.WHOLE, jmh.strip().split(" ")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void moreShardsThanCellsAreRefused() {
    assertThatThrownBy(() -> plan("Gather", new Shard(9, 9), "-p", "strategy=EVENT_LOOP"))
        .hasMessageContaining("--shard is '9/9'; allowed: parts of 2 cells");
  }

  private static Planner.Planned plan(String plan, Shard shard, String... jmh)
      throws UnusableInputException {
    PlanRequest request = new PlanRequest(List.of(), plan, List.of(jmh), 10, 1, shard, 0, true);
    return Planner.plan(request, OLD_AND_NEW);
  }

  private static Variant arm(String name, int feature) {
    return new Variant(name, new TargetJdk("/java", feature, name, "vm", "G1"), List.of());
  }
}
