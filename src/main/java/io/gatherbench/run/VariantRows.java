package io.gatherbench.run;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.Fork.Purpose;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Looks;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.output.WholeFile;
import io.gatherbench.run.jmh.ForkKind;
import io.gatherbench.run.jmh.ForkRunner;
import io.gatherbench.run.jmh.JmhJson;
import io.gatherbench.run.record.ForkSink;
import io.gatherbench.run.record.IterationSink;
import io.gatherbench.run.record.RowRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** The files that one variant's forks end up in. Not thread-safe. */
final class VariantRows {

  private static final int LONGEST_NAME = 150;

  private final Variant variant;
  private final RunInfo info;
  final RowWriter writer;
  private final RowRecorder recorder;
  private final Path folder;
  private final Path json;
  private final Map<PlannedCell, List<RunResult>> results = new LinkedHashMap<>();

  VariantRows(
      Variant variant,
      RunInfo info,
      Path folder,
      RowWriter writer,
      Map<String, String> parameters) {
    this.variant = variant;
    this.info = info;
    this.folder = folder;
    this.writer = writer;
    this.recorder = new RowRecorder(info, writer, Clock.systemDefaultZone(), parameters);
    this.json = unused(folder.resolve(variant.name()), ".part-", ".json");
  }

  /** Returns what takes a fork's results; rows are on disk once it has returned. */
  ForkSink sink(Fork fork, ForkKind kind) {
    return new ForkSink(info, recorder(fork, kind), recorder);
  }

  /** Returns the recorder of a fork; rows of one with a profiler name it. */
  private IterationSink recorder(Fork fork, ForkKind kind) {
    if (fork.purpose() == Purpose.COUNT_THREADS) {
      return recorder.ofThreadsOnly();
    }
    return kind instanceof ForkKind.Profiling profiling
        ? new RowRecorder(
            info, writer, Clock.systemDefaultZone(), Map.of("prof", profiling.profiler()))
        : recorder;
  }

  /** Keeps a fork's results for JMH's JSON, or its output if it failed. */
  void keep(PlannedCell cell, int number, ForkRunner.Ended fork) throws IOException {
    if (!fork.results().isEmpty()) {
      results.computeIfAbsent(cell, key -> new ArrayList<>()).addAll(fork.results());
    }
    if (fork.failed()) {
      Path failed = Files.createDirectories(folder.resolve("failed"));
      String name = variant.name() + " " + cell + " fork " + number;
      // Names of files have 255 bytes; what is cut stands in the file.
      String plain = name.replaceAll("[^A-Za-z0-9._+-]+", "-");
      String stem = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
      Path file = unused(failed.resolve(stem), "-", ".txt");
      String printed = fork.printed().cause() + "\n\n" + fork.printed().text();
      WholeFile.write(file, cell.parameters() + "\n" + printed);
    }
  }

  void add(CalibrationReading reading, int number) {
    recorder.add(reading.rows(info, OffsetDateTime.now(), number));
  }

  void addRule(Plan plan) {
    int last = plan.settings().lastLook();
    if (last > 0) {
      Looks looks = new Looks(PlanSettings.FIRST_LOOK, last, Math.max(1, plan.comparisons()));
      recorder.add(looks.rows(info, OffsetDateTime.now()));
    }
  }

  /** Returns whether there is a row of a fork. */
  boolean hasMeasured() {
    return recorder.recorded().stream().anyMatch(row -> !row.isOfNoFork());
  }

  /** Writes JMH's JSON if JMH ran a fork. */
  void writeJson() {
    if (!results.isEmpty()) {
      JmhJson.write(results.values(), json);
    }
  }

  /** Returns a file that does not exist, with a number from 2 on if the name is taken. */
  private static Path unused(Path stem, String separator, String ending) {
    Path file = stem.resolveSibling(stem.getFileName() + ending);
    for (int i = 2; Files.exists(file); i++) {
      file = stem.resolveSibling(stem.getFileName() + separator + i + ending);
    }
    return file;
  }
}
