package io.gatherbench.report.comparison;

import io.gatherbench.compare.Comparison;
import java.util.List;
import java.util.function.Function;

/** A format of a comparison. */
public enum ComparisonFormat {
  /** Tables for a terminal, at most 100 columns wide. */
  TEXT(comparison -> new ComparisonTables(comparison, false).lines()),
  /** Tables for a page or a pull request. */
  MARKDOWN(comparison -> new ComparisonTables(comparison, true).lines()),
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
