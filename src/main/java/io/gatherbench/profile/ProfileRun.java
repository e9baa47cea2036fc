package io.gatherbench.profile;

import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.Variant;
import io.gatherbench.profile.ProfileFolder.Source;
import io.gatherbench.profile.ProfilePlan.Item;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.ProfiledFork.Done;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.VirtualThreadCounts;
import io.gatherbench.results.Metric;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.Progress;
import io.gatherbench.run.StubLease;
import io.gatherbench.run.jmh.ForkKind;
import io.gatherbench.run.jmh.ForkRunner;
import io.gatherbench.run.jmh.Planner;
import io.gatherbench.run.jmh.ProfilerLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Profiles cells, each in a fork of its own beside one without a profiler. Where the JDK has
 * virtual threads, one more fork counts them. No row is written. Not thread-safe.
 */
public final class ProfileRun {

  /** Takes the cells that are done. */
  public interface CellSink {
    /** Takes a cell; fails if it cannot be written. */
    void accept(ProfiledCell cell) throws IOException;
  }

  private final ProfileRequest request;
  private final ProfilePlan plan;
  private final Optional<ProfilerLibrary> library;
  private final Map<String, String> whyNot = new LinkedHashMap<>();

  private ProfileRun(ProfileRequest request, ProfilePlan plan, Optional<ProfilerLibrary> library) {
    this.request = request;
    this.plan = plan;
    this.library = library;
  }

  /**
   * Works out what is to be run, and which profiler each JDK takes.
   *
   * @throws UnusableInputException if something asked for does not exist
   */
  public static ProfileRun of(ProfileRequest request, List<Variant> variants)
      throws UnusableInputException {
    ProfilePlan plan = ProfilePlan.of(request, variants);
    Optional<ProfilerLibrary> library =
        request.sampler() == Sampler.ASYNC ? ProfilerLibrary.unpack() : Optional.empty();
    ProfileRun run = new ProfileRun(request, plan, library);
    for (Variant variant : variants) {
      run.whyNot.put(variant.name(), run.reason(variant));
    }
    boolean onlyWall = request.events().equals(Set.of(ProfileEvent.WALL));
    if (onlyWall
        && variants.stream().anyMatch(variant -> run.sampler(variant.name()) == Sampler.JFR)) {
      throw new UnusableInputException(
          "--event", "wall", "cpu, alloc, lock where JFR samples, which knows no wall clock");
    }
    return run;
  }

  private String reason(Variant variant) {
    if (request.sampler() == Sampler.JFR) {
      return "as asked for";
    }
    return library
        .map(
            file ->
                file.whyNot(
                    variant.jdk().executable(), variant.flags(), ProfilerSetting.asyncCommand()))
        .orElse("async-profiler has no library for this system, or it cannot be written");
  }

  /** Returns what is left out, a line each. */
  public List<String> leftOut() {
    return plan.leftOut();
  }

  /** Returns a remark on how the strategies' clients differ; empty if they do not. */
  public Optional<String> clients() {
    return plan.clients();
  }

  /** Returns the number of cells, those of all JDKs together. */
  public int cells() {
    return plan.items().size();
  }

  /** Returns the foreseen time of the whole run, in seconds. */
  public double foreseenSeconds() {
    return plan.items().stream().mapToDouble(this::foreseenSeconds).sum();
  }

  /** Returns the profiler of a JDK, by the JDK's name. */
  public Sampler sampler(String jdk) {
    return whyNot.get(jdk).isEmpty() ? Sampler.ASYNC : Sampler.JFR;
  }

  /** Returns why JFR samples a JDK; empty if async-profiler does. */
  public String whyNotAsync(String jdk) {
    return whyNot.get(jdk);
  }

  /**
   * Starts the stub, if none is named, and runs everything. Flame graphs and collapsed stacks of a
   * cell are in the folder when its forks have ended.
   *
   * @param folder an empty one
   * @param progress takes a line before each cell
   * @param finished takes each cell, and the stub's part if that is profiled
   * @throws UnusableInputException if JMH itself cannot run
   * @throws IOException if a recording cannot be read or a file cannot be written
   */
  public void run(Path folder, InstantSource clock, Consumer<String> progress, CellSink finished)
      throws UnusableInputException, IOException {
    progress.accept("starting the stub and warming it up");
    try (StubLease stub = StubLease.open(plan.target())) {
      run(stub, folder, clock, progress, finished);
    }
  }

  private void run(
      StubLease stub,
      Path folder,
      InstantSource clock,
      Consumer<String> progress,
      CellSink finished)
      throws UnusableInputException, IOException {
    ForkRunner runner = new ForkRunner(plan.jmh().withoutBenchmarks(), stub.forkFlags(), true);
    ProfiledFork forks = new ProfiledFork(runner, PlanSettings.rounds(0, 1, Shard.WHOLE, 0, true));
    Progress state = new Progress(clock, "cells", 0, plan.items().size(), foreseenSeconds());
    for (Item item : plan.items()) {
      progress.accept(state.line("profiling " + item.variant().name() + " " + item.name()));
      for (ProfiledCell cell : profile(item, forks, stub, new ProfileFolder(folder))) {
        finished.accept(cell);
      }
      state.stepDone(foreseenSeconds(item));
    }
  }

  private List<ProfiledCell> profile(
      Item item, ProfiledFork forks, StubLease stub, ProfileFolder folder)
      throws UnusableInputException, IOException {
    Done measured = forks.run(new ForkKind.Measuring(), item.variant(), item.cell());
    try (ScratchFolder folderOfFork = new ScratchFolder()) {
      Path scratch = folderOfFork.path();
      Optional<StubProfiler> stubProfiler = stubProfiler(stub);
      Path stubRecording = scratch.resolve("stub.jfr");
      String remark = stubProfiler.isPresent() ? stubProfiler.get().start(stubRecording) : "";
      Done done = forks.run(setting(item, scratch), item.variant(), item.cell());
      if (stubProfiler.isPresent() && remark.isEmpty()) {
        remark = stubProfiler.get().stop(stubRecording);
      }
      List<CellProfile> profiles = new ArrayList<>();
      if (!done.failed()) {
        Path recording = ProfileFolder.recording(scratch);
        Source source = source(item, recording, scratch, sampler(item.variant().name()), "");
        for (ProfileEvent event : events(item)) {
          profiles.add(folder.write(source, event, cost(done, event, source.sampler())));
        }
      }
      List<ProfiledCell> cells = new ArrayList<>();
      cells.add(cell(item, measured, done, profiles, virtualThreads(item, forks, done)));
      if (stubProfiler.isPresent()) {
        Source source = source(item, stubRecording, scratch, Sampler.ASYNC, "stub of ");
        List<CellProfile> ofStub = new ArrayList<>();
        for (ProfileEvent event : List.of(ProfileEvent.CPU, ProfileEvent.ALLOC)) {
          if (remark.isEmpty()) {
            ofStub.add(folder.write(source, event, Double.NaN));
          }
        }
        cells.add(stubOf(item, ofStub, remark));
      }
      return cells;
    }
  }

  private Optional<StubProfiler> stubProfiler(StubLease stub) {
    return request.stub() && library.isPresent() && stub.pid().isPresent()
        ? Optional.of(new StubProfiler(stub.pid().getAsLong(), library.get().file()))
        : Optional.empty();
  }

  private ForkKind.Profiling setting(Item item, Path scratch) throws IOException {
    return sampler(item.variant().name()) == Sampler.ASYNC
        ? ProfilerSetting.async(library.orElseThrow().file(), request.events(), scratch)
        : ProfilerSetting.recorder(request.events(), scratch);
  }

  private List<ProfileEvent> events(Item item) {
    boolean async = sampler(item.variant().name()) == Sampler.ASYNC;
    return request.events().stream()
        .filter(event -> async || event != ProfileEvent.WALL)
        .sorted()
        .toList();
  }

  private static Source source(
      Item item, Path recording, Path scratch, Sampler sampler, String prefix) {
    String name = prefix + item.label();
    String jdk = item.variant().name();
    return new Source(recording, sampler, scratch, jdk + " " + name, name + ", JDK " + jdk);
  }

  /** Returns the whole cost of a request, the profiler's own part included. */
  private static double cost(Done done, ProfileEvent event, Sampler sampler) {
    return switch (event) {
      case CPU -> {
        if (sampler == Sampler.JFR) {
          // JFR does not see the kernel: its samples are an unknown part of the whole.
          yield Double.NaN;
        }
        // The samples have the compiler's threads too. Where it is not told apart, it is included.
        double compiler = done.value(Metric.COMPILER_PER_REQUEST.id());
        yield done.value(Metric.CPU_PER_REQUEST.id()) + (Double.isNaN(compiler) ? 0 : compiler);
      }
      case ALLOC -> done.value(Metric.ALLOC_PER_REQUEST.id());
      default -> Double.NaN;
    };
  }

  private Optional<VirtualThreadCounts> virtualThreads(Item item, ProfiledFork forks, Done done)
      throws UnusableInputException, IOException {
    if (!countsVirtualThreads(item) || done.failed()) {
      return Optional.empty();
    }
    try (ScratchFolder scratch = new ScratchFolder()) {
      ForkKind kind = ProfilerSetting.virtualThreads(scratch.path());
      if (forks.run(kind, item.variant(), item.cell()).failed()) {
        return Optional.empty();
      }
      double carriers = done.value(Metric.CARRIERS.id());
      return Optional.of(
          VirtualThreadReader.read(
              ProfileFolder.recording(scratch.path()),
              Double.isNaN(carriers) ? 0 : (long) carriers));
    }
  }

  private static boolean countsVirtualThreads(Item item) {
    return item.repetition() == 1 && Planner.hasVirtualThreads(item.cell());
  }

  private static ProfiledCell cell(
      Item item,
      Done measured,
      Done done,
      List<CellProfile> profiles,
      Optional<VirtualThreadCounts> virtualThreads) {
    return new ProfiledCell(
        item.variant().name(),
        item.label(),
        item.cell().benchmark(),
        item.cell().parameters(),
        item.repetition(),
        List.copyOf(profiles),
        measured.value("score"),
        done.value("score"),
        done.failed() ? "" : done.metrics().get("score").unit(),
        done.remark().isEmpty() ? measured.remark() : done.remark(),
        virtualThreads);
  }

  private static ProfiledCell stubOf(Item item, List<CellProfile> profiles, String remark) {
    return new ProfiledCell(
        item.variant().name(),
        "stub of " + item.label(),
        "stub",
        item.cell().parameters(),
        item.repetition(),
        List.copyOf(profiles),
        Double.NaN,
        Double.NaN,
        "",
        remark,
        Optional.empty());
  }

  private double foreseenSeconds(Item item) {
    return item.cell().foreseenSeconds() * (countsVirtualThreads(item) ? 3 : 2);
  }
}
