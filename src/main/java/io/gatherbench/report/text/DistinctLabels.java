package io.gatherbench.report.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Names of cells without what all of them have in common.
 *
 * @param labels one for each name, in order: the words by which it differs from others
 * @param common the words of all, in order; empty if there are none
 */
public record DistinctLabels(List<String> labels, String common) {

  /** Splits names, which are at least one, at blanks; commas at the ends of words are left out. */
  public static DistinctLabels of(List<String> names) {
    List<List<String>> words = names.stream().map(name -> List.of(name.split(",? "))).toList();
    List<String> shared =
        words.get(0).stream()
            .filter(word -> words.stream().allMatch(name -> name.contains(word)))
            .toList();
    List<String> labels =
        words.stream()
            .map(
                name ->
                    name.stream()
                        .filter(word -> !shared.contains(word))
                        .collect(Collectors.joining(" ")))
            .toList();
    // One of them may have nothing of its own, such as a cell beside the same cell again.
    return labels.stream().allMatch(String::isEmpty)
        ? new DistinctLabels(names, "")
        : new DistinctLabels(labels, String.join(" ", shared));
  }
}
