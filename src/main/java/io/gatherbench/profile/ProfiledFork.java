package io.gatherbench.profile;

import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Validity;
import io.gatherbench.results.ValidityRule;
import io.gatherbench.run.jmh.ForkKind;
import io.gatherbench.run.jmh.ForkRunner;
import io.gatherbench.run.record.IterationMetrics;
import io.gatherbench.run.record.IterationMetrics.Measured;
import io.gatherbench.run.record.IterationSink;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;

/** Runs forks of one iteration for a profile. None of it becomes a row. Not thread-safe. */
final class ProfiledFork {

  /**
   * The end of a fork.
   *
   * @param metrics what its iteration measured; none if it failed
   * @param remark why it failed, or why its work is void; empty if neither
   */
  record Done(Map<String, Measured> metrics, String remark) {

    boolean failed() {
      return metrics.isEmpty();
    }

    double value(String metric) {
      Measured measured = metrics.get(metric);
      return measured == null ? Double.NaN : measured.value();
    }
  }

  private final ForkRunner runner;
  private final PlanSettings settings;

  /**
   * @param runner runs forks of one iteration
   * @param settings tell how long a fork may take
   */
  ProfiledFork(ForkRunner runner, PlanSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /**
   * Runs one fork.
   *
   * @throws UnusableInputException if JMH itself cannot run
   */
  Done run(ForkKind kind, Variant variant, PlannedCell cell) throws UnusableInputException {
    Kept kept = new Kept();
    runner.run(kind, variant, cell, 1, settings.limitSeconds(cell), kept, () -> false);
    return kept.done();
  }

  /** Keeps the one iteration that there is. */
  private static final class Kept implements IterationSink {

    private final Map<String, Measured> metrics = new LinkedHashMap<>();
    private String remark = "no iteration was measured";

    @Override
    public void record(BenchmarkParams benchmark, int fork, int iteration, IterationResult result) {
      metrics.putAll(IterationMetrics.of(benchmark, result));
      metrics.put("score", IterationMetrics.score(metrics));
      Validity verdict = ValidityRule.judge(IterationMetrics.values(metrics));
      remark = verdict.kind() == Validity.Kind.VOID ? verdict.toString() : "";
    }

    @Override
    public void recordFailure(BenchmarkParams benchmark, int fork, String cause) {
      metrics.clear();
      remark = "the fork failed: " + cause;
    }

    Done done() {
      return new Done(metrics, remark);
    }
  }
}
