package io.gatherbench.next;

import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.compare.Verdict;
import io.gatherbench.plan.Variant;
import io.gatherbench.report.comparison.ComparisonFormat;
import io.gatherbench.report.comparison.GateText;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.MarkdownText;
import io.gatherbench.report.text.VerdictText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changes from one JDK to others, question by question. Not thread-safe. */
final class NextPage {

  private final List<String> summary = new ArrayList<>();
  private final List<String> details = new ArrayList<>();
  private final Map<String, String> builds = new LinkedHashMap<>();

  /** Adds the comparison of one part. */
  void add(String question, List<Variant> variants, Comparison comparison) {
    variants.forEach(variant -> builds.put(variant.name(), variant.jdk().vm()));
    for (VariantComparison variant : comparison.variants()) {
      String tally = VerdictText.tally(variant.cells());
      summary.add(
          "%s: %s against %s: %s"
              .formatted(question, variant.name(), comparison.baseline(), tally));
    }
    String changed =
        GateText.cells(
            comparison, verdict -> verdict == Verdict.FASTER || verdict == Verdict.SLOWER);
    if (!changed.isEmpty()) {
      summary.add("  " + changed);
    }
    details.add("## " + MarkdownText.of(capital(question)));
    details.add("");
    details.addAll(ComparisonFormat.MARKDOWN.lines(comparison));
    details.add("");
  }

  /** Adds a part that could not be compared. */
  void add(String question, String whyNot) {
    summary.add(question + ": not compared: " + whyNot);
  }

  /** Returns the verdicts of each part, and whose builds the JDKs are. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    summary.forEach(line -> lines.addAll(LineWrap.lines(line)));
    lines.addAll(LineWrap.lines(builds()));
    return lines;
  }

  /** Returns the page as Markdown. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of("# What changes from JDK to JDK", ""));
    for (String line : summary) {
      lines.add((line.startsWith("  ") ? "  - " : "- ") + MarkdownText.of(line.strip()));
    }
    lines.addAll(List.of("", MarkdownText.of(builds()), ""));
    lines.addAll(details);
    return lines;
  }

  private String builds() {
    Set<String> vendors = new LinkedHashSet<>();
    List<String> named = new ArrayList<>();
    builds.forEach(
        (name, vm) -> {
          named.add(name + " is " + vm);
          vendors.add(vm.replaceFirst(".*\\(", "("));
        });
    String whose = "Builds: " + String.join("; ", named) + ".";
    return vendors.size() < 2
        ? whose
        : whose + " They are of several vendors: a difference can be the build's.";
  }

  private static String capital(String question) {
    return Character.toUpperCase(question.charAt(0)) + question.substring(1);
  }
}
