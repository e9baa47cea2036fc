package io.gatherbench.results;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * The rule by which a plan's verdicts are looked at after each round, as its rows carry it.
 * Whatever compares them later must judge by it. The last round is fixed before the first fork, and
 * all planned comparisons share the error.
 */
public record Looks(int from, int to, int planned) {

  /** Returns the rows that carry the rule; they belong to no fork. */
  public List<Row> rows(RunInfo info, OffsetDateTime now) {
    return List.of(
        row(info, now, Metric.LOOKS_FROM, from),
        row(info, now, Metric.LOOKS_TO, to),
        row(info, now, Metric.LOOKS_PLANNED, planned));
  }

  /** Returns the rule that rows carry, by their metrics; 0 where they lack one. */
  public static Looks of(Map<String, Double> values) {
    return new Looks(
        values.getOrDefault(Metric.LOOKS_FROM.id(), 0.0).intValue(),
        values.getOrDefault(Metric.LOOKS_TO.id(), 0.0).intValue(),
        values.getOrDefault(Metric.LOOKS_PLANNED.id(), 0.0).intValue());
  }

  private static Row row(RunInfo info, OffsetDateTime now, Metric metric, int value) {
    return new Row(
        info,
        now,
        Row.PLAN,
        "",
        "",
        "",
        "",
        "",
        "",
        0,
        1,
        metric.id(),
        value,
        metric.unit(),
        Validity.VALID);
  }
}
