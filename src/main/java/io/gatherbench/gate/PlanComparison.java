package io.gatherbench.gate;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.file.FileKind;
import io.gatherbench.results.file.InputFiles;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.jar.JmhVersions;
import io.gatherbench.run.jdk.VariantDifferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Compares the variants of a plan with each other, or with what was measured before.
 *
 * @param baseline rows of an earlier run, or JSON of JMH's, to compare all variants with
 */
public record PlanComparison(Optional<Path> baseline, double threshold) {

  /** Refuses a baseline that is no file of rows or of JMH's. */
  public void check() throws UnusableInputException {
    if (baseline.isPresent()) {
      found();
    }
  }

  private InputFiles found() throws UnusableInputException {
    Path file = baseline.orElseThrow();
    String allowed = "a CSV of rows of one variant, or JSON of JMH's (-rf json)";
    if (Files.isDirectory(file)) {
      throw new UnusableInputException("--baseline", file.toString(), allowed);
    }
    return InputFiles.find(List.of(file), EnumSet.of(FileKind.ROWS, FileKind.JMH_JSON), allowed);
  }

  /** Tells whether there is something to compare a plan's variants with. */
  public boolean isPossible(PlanRun run) {
    return run.plan().variants().size() > 1 || baseline.isPresent();
  }

  /** Compares all that was measured so far; throws if that cannot be compared. */
  public Comparison of(PlanRun run)
      throws IOException, IncomparableException, UnusableInputException {
    ComparisonSpec spec =
        ComparisonSpec.usual()
            .withBy(baseline.isPresent() ? "file" : "jdk")
            .withThreshold(threshold);
    CellAggregator cells = new CellAggregator(spec);
    if (baseline.isPresent()) {
      String name = baseline.get().getFileName().toString();
      found().read((Path file, Row row) -> cells.add(name, row)).forEach(cells::note);
      cells.note(name + " was measured before: its forks are not paired with others by round");
    }
    for (Variant variant : run.plan().variants()) {
      run.read(variant, row -> cells.add(variant.name(), row));
    }
    VariantDifferences.ofHeaps(run.plan().variants()).ifPresent(cells::note);
    if (run.plan().ofOtherJars()) {
      cells.note("the work of another program's benchmarks is not proved: no stub takes part");
      JmhVersions.remark(run.plan().variants()).ifPresent(cells::note);
      unsettled(run.measured()).ifPresent(cells::note);
    }
    return cells.compare();
  }

  /** Returns of how many forks it is not known whether they had settled. */
  private static Optional<String> unsettled(List<Row> rows) {
    long measured =
        rows.stream()
            .filter(row -> row.iteration() == 1)
            .filter(row -> row.is(Metric.TIME) || row.is(Metric.THROUGHPUT))
            .count();
    long known = rows.stream().filter(row -> row.is(Metric.COMPILER_SHARE)).count();
    return known == measured
        ? Optional.empty()
        : Optional.of(
            "whether the code had settled is not known of %d of %d forks: the compiler's time could"
                    .formatted(measured - known, measured)
                + " not be read");
  }
}
