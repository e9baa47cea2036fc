package io.gatherbench.report.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellComparison.Cost;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.Group;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison as JSON, in which unknown values are absent. */
final class ComparisonJson {

  private final Comparison comparison;

  private ComparisonJson(Comparison comparison) {
    this.comparison = comparison;
  }

  static List<String> lines(Comparison comparison) {
    Map<String, Object> root = new ComparisonJson(comparison).root();
    try {
      String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root);
      return json.lines().toList();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
  }

  private Map<String, Object> root() {
    Map<String, String> legend = new LinkedHashMap<>();
    comparison.legend().forEach(variant -> legend.put(variant.name(), variant.text()));
    return object(
        "by", comparison.by(),
        "baseline", comparison.baseline(),
        "threshold", comparison.threshold(),
        "forced", comparison.forced(),
        "notes", comparison.notes(),
        "legend", legend,
        "variants", comparison.variants().stream().map(this::variant).toList());
  }

  private Map<String, Object> variant(Comparison.VariantComparison variant) {
    return object(
        "variant", variant.name(),
        "cells", variant.cells().stream().map(this::cell).toList(),
        "geometric_means", variant.means().stream().map(ComparisonJson::mean).toList());
  }

  private Map<String, Object> cell(CellComparison cell) {
    Map<String, String> key = new LinkedHashMap<>();
    for (int i = 0; i < comparison.columns().size(); i++) {
      key.put(comparison.columns().get(i), cell.cell().get(i));
    }
    int more = cell.moreForks().orElse(-1);
    return object(
        "cell", key,
        "metric", cell.metric(),
        "unit", cell.unit(),
        "baseline", side(cell.base()),
        "other", side(cell.other()),
        "verdict", VerdictText.name(cell),
        "ratio", cell.ratio().map(ComparisonJson::ratio).orElse(null),
        "in_doubt", cell.doubts(comparison.threshold()).stream().map(Metric::id).toList(),
        "p_holm", cell.adjusted(),
        "more_forks", more < 0 ? null : more,
        "costs", cell.costs().stream().map(ComparisonJson::cost).toList());
  }

  private static Map<String, Object> side(CellSummary side) {
    Map<String, Object> values = estimate(side.score());
    values.put("void_forks", side.voidForks());
    values.put("starved_forks", side.starvedForks());
    values.put("cut_short", side.cutShort());
    values.put("reasons", side.reasons());
    return values;
  }

  private static Map<String, Object> cost(Cost cost) {
    return object(
        "metric", cost.metric(),
        "unit", cost.unit(),
        "baseline", estimate(Optional.of(cost.base())),
        "other", estimate(Optional.of(cost.other())),
        "ratio", ratio(cost.ratio()));
  }

  private static Map<String, Object> mean(Group mean) {
    return object("name", mean.name(), "cells", mean.cells(), "ratio", ratio(mean.ratio()));
  }

  private static Map<String, Object> estimate(Optional<Estimate> estimate) {
    Optional<Estimate> interval = estimate.filter(Estimate::hasInterval);
    return object(
        "forks", estimate.map(Estimate::forks).orElse(null),
        "value", estimate.map(Estimate::value).orElse(null),
        "low", interval.map(Estimate::low).orElse(null),
        "high", interval.map(Estimate::high).orElse(null));
  }

  private static Map<String, Object> ratio(Ratio ratio) {
    return object("value", ratio.value(), "low", ratio.low(), "high", ratio.high(), "p", ratio.p());
  }

  /** Returns an object without the values that are null or NaN, and numbers with six digits. */
  private static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value instanceof Double number) {
        value = number.isNaN() ? null : (Object) Numbers.sixDigits(number);
      }
      if (value != null) {
        object.put((String) namesAndValues[i], value);
      }
    }
    return object;
  }
}
