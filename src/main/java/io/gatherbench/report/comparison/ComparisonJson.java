package io.gatherbench.report.comparison;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.Group;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A comparison as JSON: what is not known is absent. */
final class ComparisonJson {

  private ComparisonJson() {}

  static List<String> lines(Comparison comparison) {
    JsonObject json =
        new JsonObject()
            .put("by", comparison.by())
            .put("baseline", comparison.baseline())
            .put("threshold", comparison.threshold())
            .put("forced", new JsonArray(comparison.forced()))
            .put("notes", new JsonArray(comparison.notes()));
    JsonArray arms = new JsonArray();
    for (VariantComparison arm : comparison.variants()) {
      JsonArray cells = new JsonArray();
      arm.cells().forEach(cell -> cells.add(cell(comparison, cell)));
      JsonArray means = new JsonArray();
      arm.means().forEach(group -> means.add(group(group)));
      arms.add(
          new JsonObject()
              .put("arm", arm.name())
              .put("cells", cells)
              .put("geometric_means", means));
    }
    JsonObject legend = new JsonObject();
    comparison.legend().forEach(arm -> legend.put(arm.name(), arm.text()));
    return json.put("legend", legend).put("arms", arms).encodePrettily().lines().toList();
  }

  private static JsonObject cell(Comparison comparison, CellComparison cell) {
    JsonObject key = new JsonObject();
    for (int i = 0; i < comparison.columns().size(); i++) {
      key.put(comparison.columns().get(i), cell.cell().get(i));
    }
    JsonArray costs = new JsonArray();
    cell.costs()
        .forEach(
            cost ->
                costs.add(
                    new JsonObject()
                        .put("metric", cost.metric())
                        .put("unit", cost.unit())
                        .put("baseline", estimate(cost.base()))
                        .put("other", estimate(cost.other()))
                        .put("ratio", ratio(cost.ratio()))));
    JsonObject json =
        new JsonObject()
            .put("cell", key)
            .put("metric", cell.metric())
            .put("unit", cell.unit())
            .put("baseline", side(cell.base()))
            .put("other", side(cell.other()))
            .put("verdict", VerdictText.name(cell));
    cell.ratio().ifPresent(ratio -> json.put("ratio", ratio(ratio)));
    if (!Double.isNaN(cell.adjusted())) {
      json.put("p_holm", Numbers.sixDigits(cell.adjusted()));
    }
    cell.moreForks().ifPresent(more -> json.put("more_forks", more));
    return json.put("costs", costs);
  }

  private static JsonObject side(CellSummary side) {
    JsonObject json = side.score().map(ComparisonJson::estimate).orElse(new JsonObject());
    return json.put("void_forks", side.voidForks())
        .put("cut_short", side.cutShort())
        .put("reasons", new JsonArray(side.reasons()));
  }

  private static JsonObject estimate(Estimate estimate) {
    JsonObject json =
        new JsonObject()
            .put("forks", estimate.forks())
            .put("value", Numbers.sixDigits(estimate.value()));
    if (estimate.hasInterval()) {
      json.put("low", Numbers.sixDigits(estimate.low()))
          .put("high", Numbers.sixDigits(estimate.high()));
    }
    return json;
  }

  private static JsonObject group(Group group) {
    return new JsonObject()
        .put("name", group.name())
        .put("cells", group.cells())
        .put("ratio", ratio(group.ratio()));
  }

  private static JsonObject ratio(Ratio ratio) {
    JsonObject json = new JsonObject().put("value", Numbers.sixDigits(ratio.value()));
    if (ratio.hasInterval()) {
      json.put("low", Numbers.sixDigits(ratio.low()))
          .put("high", Numbers.sixDigits(ratio.high()))
          .put("p", Numbers.sixDigits(ratio.p()));
    }
    return json;
  }
}
