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
import io.gatherbench.results.file.ResultFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads rows, logs, plans and flame graphs; in folders, files of other kinds are ignored. */
public final class ReportReader {

  private static final int DEPTH = 6;
  private static final int BEGINNING = 65_536;
  private static final String TRACE_START =
      "(?s)\\d{4}-\\d\\d-\\d\\dT[^\\t\\n]*\\t[^\\t\\n]*\\t[^\\t\\n]*\\tstart\\t.*";

  private static final String USABLE =
      "a CSV of rows, JSON of JMH's, a log of trace, a flame graph, or a folder of these";

  private enum Kind {
    ROWS,
    TRACE,
    PLAN,
    FLAME,
    OTHER
  }

  private final Map<Kind, List<Path>> files = new EnumMap<>(Kind.class);
  private final CellAggregator aggregator = new CellAggregator(ComparisonSpec.usual());

  private ReportReader() {}

  /**
   * Reads all files.
   *
   * @param baseline the JDK that the others are compared with; empty for the first in the files
   * @param out the folder of the report
   * @throws UnusableInputException if a named file is of no use, one cannot be read, or none is
   *     comparable with the baseline
   */
  public static Report read(List<Path> named, Optional<String> baseline, Path out)
      throws UnusableInputException {
    ReportReader reader = new ReportReader();
    reader.find(named);
    try {
      return reader.report(baseline, out);
    } catch (IOException | IncomparableException e) {
      throw new UnusableInputException("report: " + e.getMessage());
    }
  }

  private void find(List<Path> named) throws UnusableInputException {
    Set<Path> seen = new HashSet<>();
    for (Path path : named) {
      boolean folder = Files.isDirectory(path);
      for (Path file : folder ? filesIn(path) : List.of(path)) {
        if (seen.add(file.toAbsolutePath().normalize())) {
          Kind kind = kind(file, !folder);
          if (kind == Kind.OTHER && !folder) {
            throw new UnusableInputException("file", file.toString(), USABLE);
          }
          files.computeIfAbsent(kind, none -> new ArrayList<>()).add(file);
        }
      }
    }
  }

  private static List<Path> filesIn(Path folder) throws UnusableInputException {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UnusableInputException("folder", folder.toString(), "one that can be read");
    }
  }

  private static Kind kind(Path file, boolean named) throws UnusableInputException {
    if (!Files.isRegularFile(file)) {
      return Kind.OTHER;
    }
    String name = file.getFileName().toString();
    String beginning;
    try (InputStream in = Files.newInputStream(file)) {
      beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8).stripLeading();
    } catch (IOException e) {
      throw new UnusableInputException("file", file.toString(), "one that can be read");
    }
    if (name.endsWith(".csv.gz")) {
      return Kind.ROWS;
    }
    if (name.endsWith(".html")) {
      boolean flame = beginning.contains("async-profiler") && !name.equals(ReportFiles.PAGE);
      return flame ? Kind.FLAME : Kind.OTHER;
    }
    if (beginning.isEmpty()) {
      return named || name.endsWith(".csv") ? Kind.ROWS : Kind.OTHER;
    }
    if (beginning.startsWith("run,recorded_at,") || beginning.startsWith("\"Benchmark\",\"Mode")) {
      return Kind.ROWS;
    }
    if (beginning.startsWith("[") && name.endsWith(".json")) {
      // A CSV beside it has rows with the same numbers.
      String rows = name.replaceFirst("(\\.part-\\d+)?\\.json$", ".csv");
      boolean copied =
          Files.exists(file.resolveSibling(rows))
              || Files.exists(file.resolveSibling(rows + ".gz"));
      return named || !copied ? Kind.ROWS : Kind.OTHER;
    }
    if (beginning.matches(TRACE_START)) {
      return Kind.TRACE;
    }
    return beginning.contains("\"gatherbench_plan\"") ? Kind.PLAN : Kind.OTHER;
  }

  private List<Path> files(Kind kind) {
    return files.getOrDefault(kind, List.of());
  }

  private Report report(Optional<String> baseline, Path out)
      throws IOException, IncomparableException {
    for (Path file : files(Kind.ROWS)) {
      if (Files.size(file) == 0) {
        aggregator.note(file + " is empty");
      } else {
        ResultFile.read(file, (Row row) -> aggregator.add(file.toString(), row))
            .forEach(aggregator::note);
      }
    }
    List<Traced> traces = new ArrayList<>();
    for (Path trace : files(Kind.TRACE)) {
      traces.addAll(TraceLogReader.read(trace));
    }
    List<CellSummary> cells = aggregator.cells();
    Optional<Comparison> jdks = byJdk(baseline);
    List<RunInfo> runs = List.copyOf(aggregator.runs());
    List<String> notes = new ArrayList<>(aggregator.notes());
    List<String> again = Reproduction.lines(files(Kind.PLAN), runs, cells, notes);
    List<String> flames = files(Kind.FLAME).stream().map(flame -> link(out, flame)).toList();
    return new Report(
        cells, jdks, aggregator.rows(), aggregator.span(), runs, notes, again, traces, flames);
  }

  /** Compares the JDKs. Only a missing baseline is an error; other obstacles are noted. */
  private Optional<Comparison> byJdk(Optional<String> baseline) throws IncomparableException {
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
