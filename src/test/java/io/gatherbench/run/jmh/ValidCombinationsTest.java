package io.gatherbench.run.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class ValidCombinationsTest {

  @Test
  void whereEverythingExistsJmhIsLeftAlone() throws Exception {
    ValidCombinations cells = gather(25, Map.of("client", List.of(Compatibility.IDIOMATIC)));
    assertThat(cells.leftOut()).isEmpty();
    assertThat(cells.parts()).hasSize(1);
    assertThat(cells.parts().get(0).values()).isEmpty();
  }

  @Test
  void aClientTakesTheStrategiesThatCanUseIt() throws Exception {
    ValidCombinations cells = gather(25, Map.of("client", List.of("APACHE", "VERTX")));

    assertThat(cells.parts()).hasSize(2);
    for (ValidCombinations.Part part : cells.parts()) {
      String client = part.values().get("client").get(0);
      assertThat(part.values().get("strategy"))
          .isNotEmpty()
          .allMatch(
              name -> Compatibility.exists(Strategy.valueOf(name), client, "HTTP_1_1"), client);
    }
    assertThat(cells.leftOut())
        .hasSize(2)
        .anyMatch(line -> line.matches("EVENT_LOOP, .*: not with client APACHE and .* HTTP_1_1"))
        .anyMatch(line -> line.matches("VIRTUAL_THREADS, .*: not with client VERTX and .*"));
  }

  @Test
  void whatTheJdkLacksIsLeftOut() throws Exception {
    ValidCombinations cells = gather(17, Map.of());

    assertThat(cells.leftOut())
        .hasSize(1)
        .allMatch(line -> line.matches("VIRTUAL_THREADS, .*: not on JDK 17.0.1"));
    assertThat(cells.parts().get(0).values().get("strategy"))
        .contains("SEQUENTIAL")
        .doesNotContain("VIRTUAL_THREADS");
  }

  @Test
  void aPlaceThatTheJdkLacksIsLeftOut() throws Exception {
    String benchmark = "io.gatherbench.benchmark.BlockedLoopBenchmark.gather";

    ValidCombinations cells = cells(benchmark, 17, Map.of());

    assertThat(cells.leftOut()).containsExactly("VIRTUAL_THREAD: not on JDK 17.0.1");
    assertThat(cells.parts()).hasSize(1);
    assertThat(cells.parts().get(0).values())
        .containsExactly(Map.entry("place", List.of("EVENT_LOOP", "WORKER")));
    assertThat(cells(benchmark, 21, Map.of()).parts().get(0).values()).isEmpty();
  }

  @Test
  void namedCombinationsThatDoNotExistAreLeftOut() throws Exception {
    ValidCombinations cells =
        gather(
            25,
            Map.of(
                "strategy", List.of("SEQUENTIAL", "EVENT_LOOP"),
                "client", List.of("APACHE", "REACTOR_NETTY"),
                "protocol", List.of("HTTP_1_1", "H2C")));

    assertThat(cells.leftOut())
        .containsExactly(
            "EVENT_LOOP: not with client APACHE and protocol HTTP_1_1",
            "SEQUENTIAL, EVENT_LOOP: not with client APACHE and protocol H2C",
            "SEQUENTIAL: not with client REACTOR_NETTY and protocol HTTP_1_1",
            "SEQUENTIAL: not with client REACTOR_NETTY and protocol H2C");
    assertThat(cells.cells(new OptionsBuilder().build()))
        .extracting(
            cell -> cell.parameters().get("strategy"), cell -> cell.parameters().get("protocol"))
        .contains(
            tuple("SEQUENTIAL", "HTTP_1_1"),
            tuple("EVENT_LOOP", "HTTP_1_1"),
            tuple("EVENT_LOOP", "H2C"))
        .doesNotContain(tuple("SEQUENTIAL", "H2C"));
  }

  @Test
  void namedCombinationsOfWhichNoneExistsAreRefused() {
    assertThatThrownBy(
            () ->
                gather(
                    25,
                    Map.of("strategy", List.of("EVENT_LOOP"), "client", List.of("JDK", "APACHE"))))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("combination is 'EVENT_LOOP JDK HTTP_1_1'; allowed: SEQUENTIAL");
  }

  @Test
  void anExecutorTakesTheClientThatHasOne() throws Exception {
    ValidCombinations cells =
        gather(
            25,
            Map.of(
                "strategy", List.of("THREAD_POOL", "EVENT_LOOP"),
                "executor", List.of("direct", "default")));

    assertThat(cells.leftOut())
        .containsExactly("EVENT_LOOP over VERTX: no executor direct, which only client JDK has");
    assertThat(cells.parts())
        .extracting(part -> part.values().get("executor"), part -> part.values().get("strategy"))
        .containsExactly(
            tuple(List.of("direct"), List.of("THREAD_POOL")),
            tuple(List.of("default"), List.of("THREAD_POOL", "EVENT_LOOP")));
  }

  @Test
  void anExecutorThatTheJdkLacksIsLeftOut() throws Exception {
    ValidCombinations cells =
        gather(
            17,
            Map.of("strategy", List.of("SEQUENTIAL"), "executor", List.of("virtual", "fixed:2")));

    assertThat(cells.leftOut())
        .containsExactly("SEQUENTIAL with executor virtual: not on JDK 17.0.1");
    assertThat(cells.parts())
        .extracting(part -> part.values().get("executor"))
        .containsExactly(List.of("fixed:2"));
  }

  @Test
  void anExecutorForNoneOfTheClientsIsRefused() {
    assertThatThrownBy(
            () ->
                gather(
                    25, Map.of("strategy", List.of("EVENT_LOOP"), "executor", List.of("virtual"))))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(
            "EVENT_LOOP over VERTX: no executor virtual, which only client JDK has");
  }

  private static ValidCombinations gather(int feature, Map<String, Collection<String>> given)
      throws UnusableInputException {
    return cells(Headline.BENCHMARK, feature, given);
  }

  private static ValidCombinations cells(
      String benchmark, int feature, Map<String, Collection<String>> given)
      throws UnusableInputException {
    List<BenchmarkListEntry> found =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                    VerboseMode.SILENT),
                List.of())
            .stream()
            .filter(entry -> entry.getUsername().equals(benchmark))
            .toList();
    TargetJdk jdk =
        new TargetJdk("java", feature, feature + ".0.1", "vm", "G1", JvmResources.UNKNOWN);
    return ValidCombinations.of(found, given, jdk);
  }
}
