package io.gatherbench.profile;

import io.gatherbench.plan.Fork;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.HotMethods;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.Stacks;
import io.gatherbench.profile.stacks.VirtualThreadCounts;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.run.PlanRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes profiled cells of a run's rows and recordings, with their stacks and flame graphs. */
record CellMaker(PlanRun run, ProfilePlan plan, Samplers samplers) {

  private record Source(Path recording, Sampler sampler, String title, String stem) {}

  /** Returns the file of a recording, which a resumed run reads again. */
  Path recording(Fork fork, String kind) {
    String name = plan.variant(fork).name() + " " + plan.label(fork) + "." + kind + ".jfr";
    return run.folder().resolve("recordings").resolve(ProfileRecording.fileName(name));
  }

  /** Makes a cell, and the stub's part of it if that was profiled without a remark. */
  List<ProfiledCell> of(Fork fork, Optional<String> stubRemark) throws IOException {
    Sampler sampler = samplers.of(plan.variant(fork));
    List<Row> rows = RowReader.read(run.rows(plan.variant(fork)));
    ForkRows measured = ForkRows.of(rows, plan.cell(fork), fork.round(), Optional.empty());
    ForkRows counted = ForkRows.of(rows, plan.cell(fork), Fork.COUNTING, Optional.empty());
    ForkRows profiled = ForkRows.of(rows, plan.cell(fork), fork.round(), Optional.of(sampler));
    List<CellProfile> profiles = new ArrayList<>();
    if (!profiled.failed()) {
      Source source = source(fork, "profile", sampler, plan.label(fork));
      for (ProfileEvent event : samplers.events(plan.variant(fork))) {
        profiles.add(profile(source, event, cost(profiled, event, sampler)));
      }
    }
    List<ProfiledCell> cells = new ArrayList<>();
    cells.add(
        new ProfiledCell(
            plan.variant(fork).name(),
            plan.label(fork),
            plan.cell(fork).benchmark(),
            plan.cell(fork).parameters(),
            fork.round(),
            List.copyOf(profiles),
            measured.score().map(Row::value).orElse(Double.NaN),
            profiled.score().map(Row::value).orElse(Double.NaN),
            profiled.score().map(Row::unit).orElse(""),
            Stream.of(profiled, measured, counted)
                // One that counts threads leaves rows only if it fails.
                .filter(
                    rowsOf -> rowsOf != counted || fork.round() == 1 && !counted.rows().isEmpty())
                .map(ForkRows::remark)
                .filter(remark -> !remark.isEmpty())
                .findFirst()
                .orElse(""),
            virtualThreads(fork, profiled)));
    if (stubRemark.isPresent() || Files.exists(recording(fork, "stub"))) {
      cells.add(stub(fork, stubRemark.orElse("")));
    }
    return cells;
  }

  private ProfiledCell stub(Fork fork, String remark) throws IOException {
    String name = "stub of " + plan.label(fork);
    Source source = source(fork, "stub", Sampler.ASYNC, name);
    List<CellProfile> profiles = new ArrayList<>();
    if (remark.isEmpty()) {
      profiles.add(profile(source, ProfileEvent.CPU, Double.NaN));
      profiles.add(profile(source, ProfileEvent.ALLOC, Double.NaN));
    }
    return new ProfiledCell(
        plan.variant(fork).name(),
        name,
        "stub",
        plan.cell(fork).parameters(),
        fork.round(),
        List.copyOf(profiles),
        Double.NaN,
        Double.NaN,
        "",
        remark,
        Optional.empty());
  }

  private Source source(Fork fork, String kind, Sampler sampler, String name) {
    String jdk = plan.variant(fork).name();
    return new Source(recording(fork, kind), sampler, name + ", JDK " + jdk, jdk + " " + name);
  }

  /** Reads one event of a recording, and writes its collapsed stacks and its flame graph. */
  private CellProfile profile(Source source, ProfileEvent event, double cost) throws IOException {
    Stacks stacks = ProfileRecording.stacks(source.recording(), source.sampler(), event);
    String name = ProfileRecording.fileName(source.stem() + "." + event.label());
    Path collapsed = run.folder().resolve(name + ".collapsed");
    write(stacks, collapsed);
    HotMethods methods = HotMethods.of(stacks, event);
    if (methods.samples() > 0) {
      Path page = run.folder().resolve(name + ".html");
      ProfileRecording.draw(collapsed, page, event.label() + ": " + source.title());
    }
    return new CellProfile(event, stacks, methods, cost, name);
  }

  /** Writes stacks in the place of those of a run that was cut off. */
  private static void write(Stacks stacks, Path file) throws IOException {
    Files.deleteIfExists(file);
    ProfileRecording.write(file, () -> stacks.write(file, 1));
  }

  /** Returns the whole cost of a request, the profiler's own part included. */
  private static double cost(ForkRows rows, ProfileEvent event, Sampler sampler) {
    if (sampler == Sampler.JFR) {
      // It does not see the kernel, and its samples of allocation stand for unequal sizes.
      return Double.NaN;
    }
    if (event != ProfileEvent.CPU) {
      return event == ProfileEvent.ALLOC ? rows.value(Metric.ALLOC_PER_REQUEST) : Double.NaN;
    }
    // The samples include the compiler's threads.
    double compiler = rows.value(Metric.COMPILER_PER_REQUEST);
    return rows.value(Metric.CPU_PER_REQUEST) + (Double.isNaN(compiler) ? 0 : compiler);
  }

  private Optional<VirtualThreadCounts> virtualThreads(Fork fork, ForkRows profiled)
      throws IOException {
    Path recording = recording(fork, "threads");
    // An unknown number of carriers, NaN, becomes 0.
    return Files.exists(recording)
        ? Optional.of(VirtualThreadCounts.read(recording, (long) profiled.value(Metric.CARRIERS)))
        : Optional.empty();
  }
}
