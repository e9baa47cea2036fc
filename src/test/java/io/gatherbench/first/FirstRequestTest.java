package io.gatherbench.first;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The plan of cold starts, and the flags that make them. */
class FirstRequestTest {

  private static final Path ARCHIVE = Path.of("archive");
  private static final Map<String, String> PARAMETERS =
      Map.of("requests", "8", "latency", "1ms", "settle", "2s");

  @Test
  void everyJdkHasWhatItCanAndTheUsualModes() throws Exception {
    List<Variant> variants = List.of(variant(17), variant(21), variant(25), variant(27));
    FirstRequest request = request(List.of());
    Plan plan = request.plan(variants);
    assertThat(FirstRequest.isOf(plan)).isTrue();
    assertThat(plan.cells()).hasSize(12);
    assertThat(cells(plan, 0))
        .containsExactlyInAnyOrder(
            "THREAD_POOL plain", "THREAD_POOL archive", "EVENT_LOOP plain", "EVENT_LOOP archive");
    assertThat(cells(plan, 1)).hasSize(6).contains("VIRTUAL_THREADS archive");
    assertThat(cells(plan, 2)).hasSize(12).contains("VIRTUAL_THREADS c1", "EVENT_LOOP https");
    assertThat(cells(plan, 3)).hasSize(6).isEqualTo(cells(plan, 1));
    assertThat(request.leftOut(variants))
        .containsExactly(
            "17 lacks VIRTUAL_THREADS",
            "start=c1 and start=https but on JDK 25: --start has them on all");
    assertThat(plan.forks()).hasSize(28 * 3).isEqualTo(plan.forks());
  }

  @Test
  void modesThatAreNamedAreOnAllJdks() throws Exception {
    Plan plan = request(List.of(StartMode.C1)).plan(List.of(variant(17), variant(27)));
    assertThat(cells(plan, 0)).containsExactlyInAnyOrder("THREAD_POOL c1", "EVENT_LOOP c1");
    assertThat(cells(plan, 1)).hasSize(3);
  }

  @Test
  void archivesAreOfTheKindThatTheJdkHas() {
    assertThat(StartMode.ARCHIVE.trainingFlags(variant(21).jdk(), ARCHIVE))
        .containsExactly("-XX:ArchiveClassesAtExit=archive");
    assertThat(StartMode.ARCHIVE.flags(variant(21).jdk(), ARCHIVE))
        .containsExactly("-XX:SharedArchiveFile=archive", "-Xshare:on");
    assertThat(StartMode.ARCHIVE.trainingFlags(variant(25).jdk(), ARCHIVE))
        .containsExactly("-XX:AOTCacheOutput=archive");
    assertThat(StartMode.ARCHIVE.flags(variant(27).jdk(), ARCHIVE))
        .containsExactly("-XX:AOTCache=archive", "-XX:AOTMode=on");
    assertThat(StartMode.PLAIN.trainingFlags(variant(25).jdk(), ARCHIVE)).isEmpty();
  }

  @Test
  void parametersAreCheckedAsThoseOfBenchmarks() {
    assertRefused("requests", "0", "a whole number from 1 to 10000");
    String time = "a number with a unit (ns, us, ms or s) from 0ms to 60s";
    assertRefused("latency", "uniform:1ms,2ms", time);
    assertRefused("settle", "5", time);
  }

  private static void assertRefused(String name, String value, String allowed) {
    Map<String, String> parameters = new TreeMap<>(PARAMETERS);
    parameters.put(name, value);
    FirstRequest request = request(List.of(), parameters);
    assertThatThrownBy(() -> request.plan(List.of(variant(17))))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("--" + name + " is '" + value + "'; allowed: " + allowed);
  }

  private static Set<String> cells(Plan plan, int variant) {
    return plan.forks().stream()
        .filter(fork -> fork.variant() == variant)
        .map(Fork::cell)
        .map(plan.cells()::get)
        .map(PlannedCell::parameters)
        .map(cell -> cell.get("strategy") + " " + cell.get("start"))
        .collect(Collectors.toSet());
  }

  private static FirstRequest request(List<StartMode> modes) {
    return request(modes, PARAMETERS);
  }

  private static FirstRequest request(List<StartMode> modes, Map<String, String> parameters) {
    return new FirstRequest(
        List.of(), modes, parameters, PlanSettings.rounds(1, 3, Shard.WHOLE, 0, false));
  }

  private static Variant variant(int feature) {
    String name = Integer.toString(feature);
    TargetJdk jdk = new TargetJdk("java", feature, name, "VM", "G1", JvmResources.UNKNOWN);
    return new Variant(name, jdk, List.of());
  }
}
