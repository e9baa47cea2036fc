package io.gatherbench.results.file;

import io.gatherbench.results.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a file holds, by its content. */
public enum FileKind {
  /** Rows. */
  ROWS,
  /** A JSON array, which JMH's results are. */
  JMH_JSON,
  /** A table that JMH wrote as text or CSV, which lacks the forks. */
  JMH_TABLE,
  /** A log of {@code trace}. */
  TRACE,
  /** The plan of a run. */
  PLAN,
  /** A flame graph of async-profiler. */
  FLAME_GRAPH,
  /** Another file that gatherbench writes. */
  OWN,
  /** Nothing. */
  EMPTY,
  /** Anything else. */
  OTHER;

  private static final int BEGINNING = 65_536;

  private static final Pattern ARRAY = Pattern.compile("(?s)\\[\\s*([{\\[\\]\"\\d-].*)?");

  /** JMH's header, after a line of column numbers, say. */
  private static final Pattern TABLE =
      Pattern.compile("(?s)(?:[^\\n]*\\n){0,2}\"?Benchmark\"?[,;\\t ][^\\n]*\\bMode\\b.*");

  private static final Pattern TRACE_START =
      Pattern.compile("(?s)\\d{4}-\\d\\d-\\d\\dT[^\\t\\n]*\\t[^\\t\\n]*\\t[^\\t\\n]*\\tstart\\t.*");

  /** Tables of cells and of methods, and the description of a machine. */
  private static final Pattern OWN_START =
      Pattern.compile(
          "(?s)benchmark,strategy,.*|jdk,cell,event,.*|event,unit,from_jdk,.*"
              + "|\\{.*\"gatherbench\" : \\{.*");

  /** Returns the kind of a file; one that is not regular is of another. */
  static FileKind of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return OTHER;
    }
    String text = TextFile.beginning(file, BEGINNING).stripLeading();
    if (text.isEmpty()) {
      return EMPTY;
    }
    if (file.toString().endsWith(".html")) {
      return text.contains("async-profiler") ? FLAME_GRAPH : OTHER;
    }
    if (text.startsWith("run,recorded_at,")) {
      return ROWS;
    }
    if (ARRAY.matcher(text).matches()) {
      return JMH_JSON;
    }
    if (TABLE.matcher(text).matches()) {
      return JMH_TABLE;
    }
    if (TRACE_START.matcher(text).matches()) {
      return TRACE;
    }
    if (text.contains("\"gatherbench_plan\"")) {
      return PLAN;
    }
    return OWN_START.matcher(text).matches() ? OWN : OTHER;
  }

  /** Tells whether a file has rows, and not only their header. */
  static boolean hasRows(Path file) throws IOException {
    return of(file) == ROWS && TextFile.beginning(file, BEGINNING).strip().contains("\n");
  }
}
