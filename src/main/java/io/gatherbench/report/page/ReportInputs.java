package io.gatherbench.report.page;

import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that a report is made of. A folder's other files are ignored; a file that is named must
 * be one of these.
 *
 * @param rows CSV of rows, JSON of JMH's, and empty files
 * @param traces logs of {@code trace}
 * @param plans plans of runs
 * @param flames flame graphs
 */
record ReportInputs(List<Path> rows, List<Path> traces, List<Path> plans, List<Path> flames) {

  private static final int DEPTH = 6;
  private static final int BEGINNING = 200;
  private static final int PAGE_BEGINNING = 65_536;

  private enum Kind {
    ROWS,
    JMH,
    TRACE,
    PLAN,
    FLAME,
    EMPTY,
    OTHER
  }

  /**
   * Finds the files among those named and in the folders named.
   *
   * @throws UnusableInputException if a file cannot be read, or is named and of no use
   */
  static ReportInputs find(Collection<Path> named) throws UnusableInputException {
    ReportInputs found =
        new ReportInputs(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Set<Path> seen = new LinkedHashSet<>();
    for (Path path : named) {
      if (Files.isDirectory(path)) {
        for (Path file : filesIn(path)) {
          if (seen.add(file.toAbsolutePath().normalize())) {
            found.take(file, false);
          }
        }
      } else if (seen.add(path.toAbsolutePath().normalize())) {
        found.take(path, true);
      }
    }
    return found;
  }

  private void take(Path file, boolean named) throws UnusableInputException {
    switch (kind(file)) {
      case ROWS -> rows.add(file);
      case TRACE -> traces.add(file);
      case PLAN -> plans.add(file);
      case FLAME -> flames.add(file);
      case JMH -> {
        if (named || !isOfRows(file)) {
          rows.add(file);
        }
      }
      case EMPTY -> {
        if (named || file.toString().endsWith(".csv")) {
          rows.add(file);
        }
      }
      case OTHER -> {
        if (named) {
          throw new UnusableInputException(
              "file",
              file.toString(),
              "a CSV of rows, JSON of JMH's, a log of trace, a flame graph, or a folder of these");
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

  private static Kind kind(Path file) throws UnusableInputException {
    if (!Files.isRegularFile(file)) {
      return Kind.OTHER;
    }
    String name = file.getFileName().toString();
    boolean page = name.endsWith(".html") && !name.equals(ReportFiles.PAGE);
    String beginning;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(page ? PAGE_BEGINNING : BEGINNING);
      beginning = new String(bytes, StandardCharsets.UTF_8).stripLeading();
    } catch (IOException e) {
      throw new UnusableInputException("file", file.toString(), "one that can be read");
    }
    if (page) {
      return beginning.contains("async-profiler") ? Kind.FLAME : Kind.OTHER;
    }
    if (beginning.isEmpty()) {
      return Kind.EMPTY;
    }
    if (beginning.startsWith("run,recorded_at,") || beginning.startsWith("\"Benchmark\",\"Mode")) {
      return Kind.ROWS;
    }
    if (beginning.startsWith("[") && name.endsWith(".json")) {
      return Kind.JMH;
    }
    if (beginning.matches(
        "(?s)\\d{4}-\\d\\d-\\d\\dT[^\\t\\n]*\\t[^\\t\\n]*\\t[^\\t\\n]*\\tstart\\t.*")) {
      return Kind.TRACE;
    }
    return beginning.contains("\"gatherbench_plan\"") ? Kind.PLAN : Kind.OTHER;
  }

  /** Returns true if rows with the same numbers lie beside JMH's file. */
  private static boolean isOfRows(Path json) {
    return Files.exists(Path.of(json.toString().replaceFirst("\\.json$", ".csv")));
  }
}
