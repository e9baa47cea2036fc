package io.gatherbench.report.text;

import java.util.List;
import java.util.stream.Collectors;

/** Names of cells, split into the words that differ and the words in common. */
public record DistinctLabels(List<String> labels, String common) {

  /** Splits one or more names at blanks; commas at the ends of words are left out. */
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
    // A single name, or equal ones, would be left with no word.
    return labels.stream().allMatch(String::isEmpty)
        ? new DistinctLabels(names, "")
        : new DistinctLabels(labels, String.join(" ", shared));
  }
}
