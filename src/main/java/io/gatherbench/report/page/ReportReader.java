package io.gatherbench.report.page;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.report.page.Report.Traced;
import io.gatherbench.results.ResultFile;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the files of a report. */
public final class ReportReader {

  private final List<Path> named;
  private final Optional<String> baseline;
  private final Path out;
  private final TraceReader traceReader;

  /** Reads a log of {@code trace}. */
  @FunctionalInterface
  public interface TraceReader {
    /**
     * Returns the gathers of a log.
     *
     * @throws IOException if it cannot be read
     */
    List<Traced> read(Path file) throws IOException;
  }

  /**
   * Creates a reader.
   *
   * @param named files and folders
   * @param baseline the JDK that the others are compared with; empty for the first in the files
   * @param out the folder of the report
   */
  public ReportReader(
      List<Path> named, Optional<String> baseline, Path out, TraceReader traceReader) {
    this.named = named;
    this.baseline = baseline;
    this.out = out;
    this.traceReader = traceReader;
  }

  /**
   * Reads all files.
   *
   * @throws UnusableInputException if one cannot be read, or they cannot be compared with the
   *     baseline
   */
  public Report read() throws UnusableInputException {
    ReportInputs inputs = ReportInputs.find(named);
    CellAggregator aggregator = new CellAggregator(ComparisonSpec.usual());
    try {
      List<Traced> traces = new ArrayList<>();
      for (Path file : inputs.rows()) {
        if (Files.size(file) == 0) {
          aggregator.note(file + " is empty");
        } else {
          ResultFile.read(file, (Row row) -> aggregator.add(file.toString(), row))
              .forEach(aggregator::note);
        }
      }
      for (Path trace : inputs.traces()) {
        traces.addAll(traceReader.read(trace));
      }
      List<CellSummary> cells = aggregator.cells();
      Optional<Comparison> jdks = byJdk(aggregator);
      List<RunInfo> runs = List.copyOf(aggregator.runs());
      List<String> notes = new ArrayList<>(aggregator.notes());
      List<String> again = Reproduction.lines(inputs.plans(), runs, cells, notes);
      return new Report(
          cells,
          jdks,
          aggregator.rows(),
          aggregator.span(),
          runs,
          notes,
          again,
          traces,
          inputs.flames().stream().map(this::link).toList());
    } catch (IOException | IncomparableException e) {
      throw new UnusableInputException("report: " + e.getMessage());
    }
  }

  /** Compares the JDKs. A missing baseline is an error, other reasons not to compare are noted. */
  private Optional<Comparison> byJdk(CellAggregator aggregator) throws IncomparableException {
    try {
      return aggregator.byJdk(baseline);
    } catch (IncomparableException e) {
      if (baseline.isPresent()) {
        throw e;
      }
      aggregator.note("The JDKs are not compared: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns a URL relative to the page, so that both can be moved together. */
  private String link(Path flame) {
    Path page = out.toAbsolutePath().normalize();
    Path file = flame.toAbsolutePath().normalize();
    if (!Objects.equals(page.getRoot(), file.getRoot())) {
      return file.toUri().toString();
    }
    String path = page.relativize(file).toString().replace('\\', '/');
    try {
      return new URI(null, null, "./" + path, null).getRawPath();
    } catch (URISyntaxException e) {
      return file.toUri().toString();
    }
  }
}
