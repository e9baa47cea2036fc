package io.gatherbench.command;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.report.page.Report;
import io.gatherbench.report.page.Report.Traced;
import io.gatherbench.results.ResultFile;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.trace.TraceLogReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes a report of what was found. */
final class ReportReading {

  private final List<Path> named;
  private final Optional<String> baseline;
  private final Path out;

  ReportReading(List<Path> named, Optional<String> baseline, Path out) {
    this.named = named;
    this.baseline = baseline;
    this.out = out;
  }

  /** Reads everything anew. */
  Report read() throws UnusableInputException {
    ReportInputs inputs = ReportInputs.find(named);
    CellAggregator survey = new CellAggregator(ComparisonSpec.DEFAULT_THRESHOLD);
    try {
      List<Traced> traces = new ArrayList<>();
      for (Path file : inputs.rows()) {
        if (Files.size(file) == 0) {
          survey.note(file + " is empty");
        } else {
          ResultFile.read(file, (Row row) -> survey.add(file.toString(), row))
              .forEach(survey::note);
        }
      }
      for (Path trace : inputs.traces()) {
        traces.addAll(TraceLogReader.read(trace));
      }
      List<CellSummary> cells = survey.cells();
      Optional<Comparison> jdks = byJdk(survey);
      List<RunInfo> runs = List.copyOf(survey.runs());
      List<String> notes = new ArrayList<>(survey.notes());
      List<String> again = Reproduction.lines(inputs.plans(), runs, cells, notes);
      return new Report(
          cells,
          jdks,
          survey.rows(),
          survey.span(),
          runs,
          notes,
          again,
          traces,
          inputs.flames().stream().map(this::link).toList());
    } catch (IOException | IncomparableException e) {
      throw new UnusableInputException("report: " + e.getMessage());
    }
  }

  /** A baseline that was asked for has to be there; else what cannot be compared is said. */
  private Optional<Comparison> byJdk(CellAggregator survey) throws IncomparableException {
    try {
      return survey.byJdk(baseline);
    } catch (IncomparableException e) {
      if (baseline.isPresent()) {
        throw e;
      }
      survey.note("The JDKs are not compared: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** As a URL relative to the page, so that both can be moved together. */
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
