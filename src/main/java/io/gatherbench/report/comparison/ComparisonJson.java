package io.gatherbench.report.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison as JSON, in which unknown values are absent. */
final class ComparisonJson {

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build()
          .writerWithDefaultPrettyPrinter();

  private record RootJson(
      String by,
      String baseline,
      double threshold,
      List<String> forced,
      List<String> notes,
      Map<String, String> legend,
      List<VariantJson> variants) {}

  private record VariantJson(String variant, List<CellJson> cells, List<MeanJson> geometricMeans) {}

  private record CellJson(
      Map<String, String> cell,
      String metric,
      String unit,
      SideJson baseline,
      SideJson other,
      String verdict,
      RatioJson ratio,
      Double pHolm,
      Integer moreForks,
      List<CostJson> costs) {}

  private record SideJson(
      Integer forks,
      Double value,
      Double low,
      Double high,
      Integer voidForks,
      Integer cutShort,
      List<String> reasons) {}

  private record CostJson(
      String metric, String unit, SideJson baseline, SideJson other, RatioJson ratio) {}

  private record MeanJson(String name, int cells, RatioJson ratio) {}

  private record RatioJson(double value, Double low, Double high, Double p) {}

  private ComparisonJson() {}

  static List<String> lines(Comparison comparison) {
    Map<String, String> legend = new LinkedHashMap<>();
    comparison.legend().forEach(variant -> legend.put(variant.name(), variant.text()));
    RootJson root =
        new RootJson(
            comparison.by(),
            comparison.baseline(),
            comparison.threshold(),
            comparison.forced(),
            comparison.notes(),
            legend,
            comparison.variants().stream().map(variant -> variant(comparison, variant)).toList());
    try {
      return WRITER.writeValueAsString(root).lines().toList();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
  }

  private static VariantJson variant(Comparison comparison, Comparison.VariantComparison variant) {
    return new VariantJson(
        variant.name(),
        variant.cells().stream().map(cell -> cell(comparison, cell)).toList(),
        variant.means().stream()
            .map(mean -> new MeanJson(mean.name(), mean.cells(), ratio(mean.ratio())))
            .toList());
  }

  private static CellJson cell(Comparison comparison, CellComparison cell) {
    Map<String, String> key = new LinkedHashMap<>();
    for (int i = 0; i < comparison.columns().size(); i++) {
      key.put(comparison.columns().get(i), cell.cell().get(i));
    }
    return new CellJson(
        key,
        cell.metric(),
        cell.unit(),
        side(cell.base()),
        side(cell.other()),
        VerdictText.name(cell),
        cell.ratio().map(ComparisonJson::ratio).orElse(null),
        number(cell.adjusted()),
        cell.moreForks().isPresent() ? (Integer) cell.moreForks().getAsInt() : null,
        cell.costs().stream()
            .map(
                cost ->
                    new CostJson(
                        cost.metric(),
                        cost.unit(),
                        side(Optional.of(cost.base()), null, null, null),
                        side(Optional.of(cost.other()), null, null, null),
                        ratio(cost.ratio())))
            .toList());
  }

  private static SideJson side(CellSummary side) {
    return side(side.score(), side.voidForks(), side.cutShort(), side.reasons());
  }

  private static SideJson side(
      Optional<Estimate> score, Integer voidForks, Integer cutShort, List<String> reasons) {
    Optional<Estimate> interval = score.filter(Estimate::hasInterval);
    return new SideJson(
        score.map(Estimate::forks).orElse(null),
        score.map(estimate -> number(estimate.value())).orElse(null),
        interval.map(estimate -> number(estimate.low())).orElse(null),
        interval.map(estimate -> number(estimate.high())).orElse(null),
        voidForks,
        cutShort,
        reasons);
  }

  private static RatioJson ratio(Ratio ratio) {
    return new RatioJson(
        Numbers.sixDigits(ratio.value()),
        number(ratio.low()),
        number(ratio.high()),
        number(ratio.p()));
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : (Double) Numbers.sixDigits(value);
  }
}
