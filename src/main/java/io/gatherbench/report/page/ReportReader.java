package io.gatherbench.report.page;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.report.page.Report.Traced;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.file.FileKind;
import io.gatherbench.results.file.InputFiles;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads rows, logs, plans and flame graphs; in folders, files of other kinds are ignored. */
public final class ReportReader {

  /** How the note begins that says why JDKs are not compared. */
  static final String NOT_COMPARED = "The JDKs are not compared";

  private static final String USABLE =
      "a CSV of rows, JSON of JMH's, a log of trace, a flame graph, or a folder of these";

  private final InputFiles files;
  private final CellAggregator aggregator = new CellAggregator(ComparisonSpec.usual());

  private ReportReader(InputFiles files) {
    this.files = files;
  }

  /**
   * Reads all files.
   *
   * @param baseline the JDK that the others are compared with; empty for the first in the files
   * @param out the folder of the report
   * @param strategies names of all strategies that gatherbench has, in an order that gives each its
   *     colour
   * @throws UnusableInputException if a named file is of no use, one cannot be read, or none is
   *     comparable with the baseline
   */
  public static Report read(
      List<Path> named, Optional<String> baseline, Path out, List<String> strategies)
      throws UnusableInputException {
    EnumSet<FileKind> usable =
        EnumSet.complementOf(EnumSet.of(FileKind.JMH_TABLE, FileKind.OWN, FileKind.OTHER));
    ReportReader reader = new ReportReader(InputFiles.find(named, usable, USABLE));
    try {
      return reader.report(baseline, out, strategies);
    } catch (IOException | IncomparableException e) {
      throw new UnusableInputException("report: " + e.getMessage());
    }
  }

  private Report report(Optional<String> baseline, Path out, List<String> strategies)
      throws IOException, IncomparableException {
    files.results().stream()
        .filter(files::isOfFolder)
        .forEach(file -> aggregator.mayLeaveOut(file.toString()));
    files
        .read((Path file, Row row) -> aggregator.add(file.toString(), row))
        .forEach(aggregator::note);
    List<Traced> traces = new ArrayList<>();
    for (Path trace : files.of(FileKind.TRACE)) {
      try {
        traces.addAll(TraceLogReader.read(trace));
      } catch (IOException e) {
        if (!files.isOfFolder(trace)) {
          throw e;
        }
        aggregator.note("Passed over: " + e.getMessage());
      }
    }
    Optional<Comparison> jdks = byJdk(baseline);
    List<CellSummary> cells = aggregator.cells();
    List<RunInfo> runs = List.copyOf(aggregator.runs());
    List<String> notes = new ArrayList<>(aggregator.notes());
    List<String> again = Reproduction.lines(files.of(FileKind.PLAN), runs, cells, notes);
    List<String> flames =
        files.of(FileKind.FLAME_GRAPH).stream()
            .filter(flame -> !flame.endsWith(ReportFiles.PAGE))
            .map(flame -> link(out, flame))
            .toList();
    return new Report(
        cells,
        jdks,
        aggregator.rows(),
        aggregator.span(),
        runs,
        notes,
        again,
        traces,
        flames,
        strategies);
  }

  /** Compares the JDKs. Only a missing baseline is an error; other obstacles are noted. */
  private Optional<Comparison> byJdk(Optional<String> baseline) throws IncomparableException {
    try {
      return aggregator.byJdk(baseline);
    } catch (IncomparableException e) {
      if (baseline.isPresent()) {
        throw e;
      }
      aggregator.note(NOT_COMPARED + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns a URL relative to the page, so that both can be moved together. */
  private static String link(Path out, Path flame) {
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
