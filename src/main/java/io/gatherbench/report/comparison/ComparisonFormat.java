package io.gatherbench.report.comparison;

import io.gatherbench.compare.Comparison;
import java.util.List;
import java.util.function.Function;

/** How a comparison can be shown. */
public enum ComparisonFormat {
  /** For a terminal, at most 100 columns wide. */
  TEXT(ComparisonText::lines),
  /** Tables for a page or a pull request. */
  MARKDOWN(ComparisonMarkdown::lines),
  /** A line for each cell, arm and metric. */
  CSV(ComparisonCsv::lines),
  /** Everything, for programs. */
  JSON(ComparisonJson::lines);

  private final Function<Comparison, List<String>> view;

  ComparisonFormat(Function<Comparison, List<String>> view) {
    this.view = view;
  }

  /** The lines to print. */
  public List<String> lines(Comparison comparison) {
    return view.apply(comparison);
  }
}
