package io.gatherbench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Validity;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jdk.VariantParser;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The plans of a search and of what follows from it. */
class LoadRequestTest {

  private static final String TWO_LINES = "strategy=SEQUENTIAL,EVENT_LOOP";

  @Test
  void usualRunIsForeseenInHalfAnHour() throws Exception {
    LoadRequest request = request(List.of());
    Plan search = request.first(variants());
    double seconds = search.cells().stream().mapToDouble(PlannedCell::foreseenSeconds).sum();
    assertThat(LoadRequest.isSearch(search)).isTrue();
    assertThat(search.cells()).hasSizeGreaterThanOrEqualTo(4).hasSizeLessThanOrEqualTo(5);
    assertThat(seconds + request.foreseenSeconds(search))
        .isLessThan(Duration.ofMinutes(30).toSeconds());
  }

  @Test
  void lowestRateOfAllJdksSetsTheCommonOnes() throws Exception {
    List<Row> found =
        List.of(
            sustained("21", "EVENT_LOOP", 2_000),
            sustained("25", "EVENT_LOOP", 1_000),
            sustained("21", "SEQUENTIAL", 80),
            sustained("25", "SEQUENTIAL", 90));
    Plan plan = request(List.of("-p", TWO_LINES)).measurements(variants(), found);
    assertThat(LoadRequest.isSearch(plan)).isFalse();
    assertThat(plan.jmh()).containsSequence("-i", "5");
    assertThat(rates(plan))
        .isEqualTo(Map.of("EVENT_LOOP", "100+250+500+750+900/s", "SEQUENTIAL", "8+20+40+60+72/s"));
    assertThat(plan.settings().rounds()).isEqualTo(4);
  }

  @Test
  void lessonAloneSetsItsOwnRates() throws Exception {
    Plan plan =
        request(List.of("-p", "strategy=SEQUENTIAL"))
            .measurements(variants(), List.of(sustained("25", "SEQUENTIAL", 100)));
    assertThat(rates(plan)).isEqualTo(Map.of("SEQUENTIAL", "10+25+50+75+90/s"));
    assertThat(plan.jmh()).containsSequence("-i", "5");
  }

  @Test
  void lineThatSustainsNothingIsNamed() throws Exception {
    List<Row> found =
        List.of(sustained("25", "EVENT_LOOP", 1_000), sustained("25", "SEQUENTIAL", 0));
    LoadRequest request = request(List.of("-p", TWO_LINES));
    List<Variant> variants = variants();
    assertThatThrownBy(() -> request.measurements(variants, found))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(
            "--slo is 'p99=1ms'; allowed: what every line can meet; SEQUENTIAL over JDK sustained no"
                + " rate");
  }

  private static Map<String, String> rates(Plan plan) {
    return plan.cells().stream()
        .map(PlannedCell::parameters)
        .collect(Collectors.toMap(values -> values.get("strategy"), values -> values.get("rate")));
  }

  private static LoadRequest request(List<String> jmh) {
    return new LoadRequest(
        List.of("load"),
        jmh,
        Map.of("slo", "p99=1ms", "duration", "8s", "connections", "512", "timeout", "10s"),
        List.of(),
        PlanSettings.rounds(1, 4, Shard.WHOLE, 0, true));
  }

  private static List<Variant> variants() throws UnusableInputException {
    return VariantParser.of(List.of(JdkProbe.ownExecutable()), List.of());
  }

  private static Row sustained(String jdk, String strategy, double rate) {
    return new Row(
        new RunInfo("r", new Machine("h", "Linux", "CPU", 2, 1024), jdk, "VM", "", "G1", "s", "c"),
        OffsetDateTime.parse("2026-11-27T12:00:00Z"),
        "LoadBenchmark.sustain",
        strategy,
        strategy.equals("EVENT_LOOP") ? "VERTX" : "JDK",
        "",
        "10ms",
        "rate=500/s;slo=p99=1ms",
        "ss",
        1,
        1,
        Metric.SUSTAINED_RATE.id(),
        rate,
        Metric.SUSTAINED_RATE.unit(),
        Validity.VALID);
  }
}
