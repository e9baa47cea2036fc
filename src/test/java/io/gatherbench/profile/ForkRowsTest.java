package io.gatherbench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.ComparedRows;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.results.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which rows belong to a fork of a profile. */
class ForkRowsTest {

  private static final PlannedCell CELL =
      new PlannedCell(
          "io.gatherbench.benchmark.GatherBenchmark.gather",
          Map.of(
              "strategy", "EVENT_LOOP",
              "client", "VERTX",
              "requests", "4",
              "latency", "10ms",
              "poolSize", "requests"),
          1);

  @Test
  void forkWithoutProfilerHasItsOwnRows() {
    assertThat(found("poolSize=requests", Optional.empty())).hasSize(1);
    assertThat(found("poolSize=requests;prof=async", Optional.empty())).isEmpty();
    assertThat(found("poolSize=8", Optional.empty())).isEmpty();
  }

  @Test
  void forkWithProfilerHasItsOwnRows() {
    assertThat(found("poolSize=requests;prof=async", Optional.of(Sampler.ASYNC))).hasSize(1);
    assertThat(found("poolSize=requests;prof=jfr", Optional.of(Sampler.ASYNC))).isEmpty();
  }

  @Test
  void threadsOfJmhAreNoneOfTheCell() {
    assertThat(found("poolSize=requests;threads=2", Optional.empty())).hasSize(1);
  }

  private static List<Row> found(String params, Optional<Sampler> sampler) {
    Row row = ComparedRows.with(ComparedRows.of("25").row(1, 1, 10), params);
    return ForkRows.of(List.of(row), CELL, 1, sampler).rows();
  }
}
