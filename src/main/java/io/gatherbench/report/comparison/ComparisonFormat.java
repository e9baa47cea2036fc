package io.gatherbench.report.comparison;

import io.gatherbench.compare.Comparison;
import java.util.List;
import java.util.function.Function;

/** A format of a comparison. */
public enum ComparisonFormat {
  /** Tables for a terminal, at most 100 columns wide. */
  TEXT(ComparisonTables::text),
  /** Tables for a page or a pull request. */
  MARKDOWN(ComparisonTables::markdown),
  /** A line for each cell, variant and metric. */
  CSV(ComparisonCsv::lines),
  /** All values, for programs. */
  JSON(ComparisonJson::lines);

  private final Function<Comparison, List<String>> view;

  ComparisonFormat(Function<Comparison, List<String>> view) {
    this.view = view;
  }

  /** Returns the lines to print. */
  public List<String> lines(Comparison comparison) {
    return view.apply(comparison);
  }
}
