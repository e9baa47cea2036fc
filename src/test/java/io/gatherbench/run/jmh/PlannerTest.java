package io.gatherbench.run.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.strategy.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

  private static final List<Variant> OLD_AND_NEW = List.of(variant("17", 17), variant("25", 25));

  @Test
  void theHeadlineHasItsStrategiesAndBounds() throws Exception {
    Plan plan = plan("headline", Shard.WHOLE);
    assertThat(plan.cells()).doesNotHaveDuplicates().hasSize(17);
    assertThat(plan.cells()).allMatch(cell -> cell.benchmark().equals(Headline.BENCHMARK));
    assertThat(plan.cells())
        .extracting(cell -> cell.parameters().get("strategy"))
        .hasSameElementsAs(Headline.STRATEGIES.stream().map(Enum::name).toList());
    assertThat(plan.cells())
        .allMatch(cell -> cell.parameters().get("latency").equals(Headline.LATENCY));
    assertThat(plan.boundOnly())
        .extracting(left -> left.cell().toString(), Plan.BoundedCell::boundMillis)
        .containsExactlyInAnyOrder(
            tuple("GatherBenchmark.gather SEQUENTIAL over JDK, 1024 requests", 10_240.0));
    assertThat(plan.leftOut())
        .contains("17 lacks VIRTUAL_THREADS")
        .anyMatch(
            line -> line.contains("SEQUENTIAL over JDK, 1024 requests: its bound is 10.24 s"));
  }

  @Test
  void theHeadlineHasTheStrategiesOfTheClient() throws Exception {
    assertThat(clients("headline", "-p", "client=APACHE", "-p", "requests=4"))
        .containsExactlyInAnyOrder(
            "SEQUENTIAL over APACHE, 4",
            "THREAD_POOL over APACHE, 4",
            "VIRTUAL_THREADS over APACHE, 4");
    assertThat(clients("headline", "-p", "client=APACHE,VERTX", "-p", "requests=4"))
        .containsExactlyInAnyOrder(
            "SEQUENTIAL over APACHE, 4",
            "SEQUENTIAL over VERTX, 4",
            "THREAD_POOL over APACHE, 4",
            "THREAD_POOL over VERTX, 4");
  }

  @Test
  void theThreadsOfTheHeadlineRunOverTwoClients() throws Exception {
    assertThat(clients("headline"))
        .containsExactlyInAnyOrder(
            "SEQUENTIAL over JDK, 4",
            "SEQUENTIAL over JDK, 64",
            "ASYNC_SEQUENTIAL over VERTX, 64",
            "THREAD_POOL over JDK, 4",
            "THREAD_POOL over JDK, 64",
            "THREAD_POOL over JDK, 1024",
            "THREAD_POOL over APACHE, 64",
            "THREAD_POOL over APACHE, 1024",
            "VIRTUAL_THREADS over JDK, 4",
            "VIRTUAL_THREADS over JDK, 64",
            "VIRTUAL_THREADS over JDK, 1024",
            "VIRTUAL_THREADS over JDK, 1024",
            "VIRTUAL_THREADS over APACHE, 64",
            "VIRTUAL_THREADS over APACHE, 1024",
            "EVENT_LOOP over VERTX, 4",
            "EVENT_LOOP over VERTX, 64",
            "EVENT_LOOP over VERTX, 1024");
    assertThat(clients("headline", "-p", "client=JDK", "-p", "strategy=THREAD_POOL"))
        .containsExactly(
            "THREAD_POOL over JDK, 4", "THREAD_POOL over JDK, 64", "THREAD_POOL over JDK, 1024");
    assertThat(clients("headline", "-p", "requests=8"))
        .contains("ASYNC_SEQUENTIAL over VERTX, 8")
        .noneMatch(cell -> cell.contains("APACHE"));
    assertThat(clients("Gather", "-p", "client=JDK,idiomatic", "-p", "strategy=THREAD_POOL"))
        .containsExactly("THREAD_POOL over JDK, 4", "THREAD_POOL over JDK, 64");
  }

  @Test
  void oneCellOfTheHeadlineHasAnotherExecutor() throws Exception {
    assertThat(plan("headline", Shard.WHOLE).cells())
        .extracting(cell -> cell.parameters().get("client"), PlannerTest::executor)
        .contains(tuple("JDK", "cached"), tuple("VERTX", "none"), tuple("APACHE", "none"))
        .containsOnlyOnce(tuple("JDK", "virtual"));
    assertThat(plan("headline", Shard.WHOLE, "-p", "executor=direct").cells())
        .hasSize(8)
        .allMatch(cell -> executor(cell).equals("direct"));
    assertThat(plan("headline", Shard.WHOLE, "-p", "executor=virtual").lacking().get("17"))
        .hasSize(8);
  }

  @Test
  void whatDoesNotExistIsSaidWithThePlan() throws Exception {
    Plan plan = plan("Gather", Shard.WHOLE, "-p", "client=APACHE", "-p", "requests=4");
    assertThat(Planner.leftOut(plan))
        .contains("17 lacks BOUNDED_VIRTUAL_THREADS, VIRTUAL_THREADS")
        .anyMatch(line -> line.matches("EVENT_LOOP, .*: not with client APACHE and .*"));
  }

  private static String executor(PlannedCell cell) {
    return cell.parameters().getOrDefault("executor", "none");
  }

  private static List<String> clients(String plan, String... jmh) throws Exception {
    return plan(plan, Shard.WHOLE, jmh).cells().stream()
        .map(cell -> cell.toString().replaceAll("^\\S+ | requests$", ""))
        .toList();
  }

  @Test
  void theHeadlineOn17HasNoVirtualThreads() throws Exception {
    Plan plan = planOn(List.of(variant("17", 17)), 0, true);
    assertThat(plan.cells()).hasSize(11);
    assertThat(plan.countedCells()).isEmpty();
    assertThat(plan.leftOut()).noneMatch(line -> line.contains("VIRTUAL_THREADS"));
    assertThat(Headline.leftOut(17)).containsExactly(Strategy.VIRTUAL_THREADS);
    assertThat(Headline.leftOut(21)).isEmpty();
  }

  @Test
  void roundsAreThoseOfTheBenchmarkUnlessGiven() throws Exception {
    assertThat(planOn(OLD_AND_NEW, 0, false).settings().rounds()).isEqualTo(5);
    assertThat(planOn(OLD_AND_NEW, 7, false).settings().rounds()).isEqualTo(7);
  }

  @Test
  void theHeadlineIsForeseenToFitIntoAQuarterOfAnHour() throws Exception {
    Plan plan = planOn(List.of(variant("25", 25)), Headline.ROUNDS, false);
    double seconds =
        plan.forks().stream()
            .mapToDouble(fork -> plan.cells().get(fork.cell()).foreseenSeconds())
            .sum();
    assertThat(seconds).isBetween(450.0, 900.0);
  }

  @Test
  void threadsAreCountedWhereThereAreVirtualOnes() throws Exception {
    Plan plan = planOn(OLD_AND_NEW, 1, true);
    assertThat(plan.countedCells())
        .hasSize(6)
        .allMatch(
            cell -> plan.cells().get(cell).parameters().get("strategy").equals("VIRTUAL_THREADS"));
  }

  @Test
  void aJdkMayLackSomeCells() throws Exception {
    Plan planned = plan("Gather", Shard.WHOLE, "-p", "strategy=VIRTUAL_THREADS,THREAD_POOL");
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
  void aJdkMayLackAllCells() throws Exception {
    Plan planned = plan("Gather", Shard.WHOLE, "-p", "strategy=VIRTUAL_THREADS");
    assertThat(planned.lacking().get("17")).hasSize(2);
  }

  @Test
  void parametersAreAsInJmh() throws Exception {
    Plan planned =
        plan("headline", Shard.WHOLE, "-p", "requests=8,16", "-p", "strategy=EVENT_LOOP");
    assertThat(planned.cells())
        .extracting(cell -> cell.parameters().get("requests"))
        .containsExactly("8", "16");
    assertThat(planned.cells()).allMatch(cell -> cell.parameters().containsKey("poolSize"));
  }

  @Test
  void moreIterationsTakeLonger() throws Exception {
    double few =
        plan("Gather", Shard.WHOLE, "-i", "1", "-r", "1s").cells().get(0).foreseenSeconds();
    double more =
        plan("Gather", Shard.WHOLE, "-i", "11", "-r", "2s").cells().get(0).foreseenSeconds();
    assertThat(more - few).isEqualTo(21);
  }

  @Test
  void shardsTogetherAreTheWhole() throws Exception {
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
        "Gahter | -i 1                    | is 'Gahter'; allowed: a name, perhaps Gather",
        "FirstGather | -i 1               | is 'FirstGather'; allowed: a name, perhaps the command first",
        "[      | -i 1                    | regular expression is '['"
      })
  void whatCannotBeMeasuredIsRefused(String plan, String jmh, String expected) {
    assertThatThrownBy(() -> plan(plan, Shard.WHOLE, jmh.strip().split(" ")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Stream", "stream", "StreamBenchmark", "streambenchmark", "^io.*Strea"})
  void nameSelectsOneBenchmark(String name) throws Exception {
    assertThat(plan(name, Shard.WHOLE).cells())
        .extracting(PlannedCell::benchmark)
        .containsOnly("io.gatherbench.benchmark.StreamBenchmark.read");
  }

  /** What is part of the names of several selects them all, unless it is the whole name of one. */
  @Test
  void partOfNamesIsARegularExpression() throws Exception {
    assertThat(plan("Fai|Gat", Shard.WHOLE).cells())
        .extracting(cell -> cell.benchmark().replaceAll(".*\\.(\\w+)\\.\\w+", "$1"))
        .containsOnly("FailureBenchmark", "GatherBenchmark");
  }

  @Test
  void moreShardsThanCellsAreRefused() {
    assertThatThrownBy(() -> plan("Gather", new Shard(9, 9), "-p", "strategy=EVENT_LOOP"))
        .hasMessageContaining("--shard is '9/9'; allowed: parts of 2 cells");
  }

  private static Plan plan(String plan, Shard shard, String... jmh) throws UnusableInputException {
    PlanSettings settings = PlanSettings.rounds(1, 10, shard, 0, true);
    return plan(
        new PlanRequest(List.of(), plan, List.of(jmh), settings, false, false), OLD_AND_NEW);
  }

  private static Plan planOn(List<Variant> variants, int rounds, boolean countThreads)
      throws UnusableInputException {
    PlanSettings settings = PlanSettings.rounds(1, rounds, Shard.WHOLE, 0, true);
    return plan(
        new PlanRequest(List.of(), Headline.NAME, List.of(), settings, countThreads, false),
        variants);
  }

  private static Plan plan(PlanRequest request, List<Variant> variants)
      throws UnusableInputException {
    return Planner.plan(request, variants, "run", "sha256:1", Machine.current());
  }

  private static Variant variant(String name, int feature) {
    return new Variant(
        name, new TargetJdk("/java", feature, name, "vm", "G1", JvmResources.UNKNOWN), List.of());
  }
}
