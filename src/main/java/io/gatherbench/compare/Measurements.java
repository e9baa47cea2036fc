package io.gatherbench.compare;

import io.gatherbench.results.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes in rows one by one and keeps of each fork only what the question needs, so that files may
 * be larger than memory. Not thread-safe.
 */
public final class Measurements {

  private final ComparisonSpec question;

  /** Empty for sources that the filters drop. */
  private final Map<CellKey, Optional<ForkValues>> forks = new LinkedHashMap<>();

  private final Set<String> metrics = new TreeSet<>();
  private final List<String> notes = new ArrayList<>();
  private CellKey lastSource;
  private Optional<ForkValues> lastValues = Optional.empty();

  /** For the answer to one question. */
  public Measurements(ComparisonSpec question) {
    this.question = question;
  }

  /**
   * Takes in a row, unless it is the ruler's, which tells of the machine.
   *
   * @param file where it comes from, as the user named it
   * @throws IncomparableException if the same value was there before
   */
  public void add(String file, Row row) throws IncomparableException {
    if (row.isCalibration()) {
      return;
    }
    Optional<ForkValues> values = valuesOf(file, row);
    if (values.isPresent()) {
      metrics.add(row.metric());
      try {
        values.get().add(row);
      } catch (IllegalStateException e) {
        throw new IncomparableException(file, row.benchmark() + ": " + e.getMessage(), "rows once");
      }
    }
  }

  /**
   * Rows mostly come in the order of forks, so that the last row's values are likely the next's.
   */
  private Optional<ForkValues> valuesOf(String file, Row row) {
    if (lastSource == null || !lastSource.isOf(file, row)) {
      lastSource = CellKey.of(file, row);
      lastValues =
          forks.computeIfAbsent(
              lastSource,
              source ->
                  question.filters().stream().allMatch(filter -> filter.keeps(source))
                      ? Optional.of(new ForkValues(question::wants))
                      : Optional.empty());
    }
    return lastValues;
  }

  /** Something that readers of the answer should know. */
  public void note(String text) {
    notes.add(text);
  }

  /**
   * Compares what was taken in.
   *
   * @throws IncomparableException if that cannot be compared as asked
   */
  public Comparison compare() throws IncomparableException {
    Map<CellKey, ForkValues> kept = new LinkedHashMap<>();
    forks.forEach((source, values) -> values.ifPresent(present -> kept.put(source, present)));
    if (kept.isEmpty()) {
      throw forks.isEmpty()
          ? new IncomparableException("there are no rows to compare")
          : new IncomparableException("--filter", filters(), filterable());
    }
    if (metrics.stream().noneMatch(question::isScore)) {
      throw new IncomparableException(
          "--metric", question.metric().orElse(ComparisonSpec.TIME), String.join(", ", metrics));
    }
    VariantGroups arms = VariantGroups.of(question, kept);
    return new Comparer(question, arms, notes).compare();
  }

  private String filters() {
    return String.join(
        " ",
        question.filters().stream()
            .map(f -> f.name() + (f.excludes() ? "!=" : "=") + String.join(",", f.values()))
            .toList());
  }

  private String filterable() {
    return "one that leaves some rows; "
        + String.join("; ", VariantGroups.differing(forks.keySet()));
  }
}
