package io.gatherbench.profile;

import io.gatherbench.plan.Variant;
import io.gatherbench.profile.ProfileFolder.Source;
import io.gatherbench.profile.ProfilePlan.Item;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.ProfiledFork.Done;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.VirtualThreadCounts;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.Progress;
import io.gatherbench.run.StubLease;
import io.gatherbench.run.jmh.JmhRun;
import io.gatherbench.run.jmh.OptionsWithoutIncludes;
import io.gatherbench.run.jmh.ProfilerLibrary;
import io.gatherbench.strategy.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Profiles cells, each in a fork of its own, beside one without a profiler to hold it against, and
 * on JDKs that have virtual threads one more to count those. No row is written. Not thread-safe.
 */
public final class ProfileRun {

  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  /** Takes the cells that are done. */
  public interface CellSink {
    /**
     * Takes a cell.
     *
     * @throws IOException if it cannot be written down
     */
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
  public static ProfileRun of(ProfileRequest request, List<Variant> arms)
      throws UnusableInputException {
    ProfilePlan plan = ProfilePlan.of(request, arms);
    Optional<ProfilerLibrary> library =
        request.sampler() == Sampler.ASYNC ? ProfilerLibrary.unpack() : Optional.empty();
    ProfileRun run = new ProfileRun(request, plan, library);
    for (Variant arm : arms) {
      run.whyNot.put(arm.name(), run.reason(arm));
    }
    boolean onlyWall = request.events().equals(Set.of(ProfileEvent.WALL));
    if (onlyWall && arms.stream().anyMatch(arm -> run.sampler(arm.name()) == Sampler.JFR)) {
      throw new UnusableInputException(
          "--event", "wall", "cpu, alloc, lock where JFR samples, which knows no wall clock");
    }
    return run;
  }

  private String reason(Variant arm) {
    if (request.sampler() == Sampler.JFR) {
      return "as asked for";
    }
    return library
        .map(file -> file.whyNot(arm.jdk().executable(), arm.flags()))
        .orElse("async-profiler has no library for this system, or it cannot be written");
  }

  /** What is left out, a line each. */
  public List<String> leftOut() {
    return plan.leftOut();
  }

  /** That the strategies' clients differ, and how; empty if they do not. */
  public Optional<String> clients() {
    return plan.clients();
  }

  /** How many cells there are, counted on each JDK. */
  public int cells() {
    return plan.items().size();
  }

  /** What all of it is foreseen to take, in seconds. */
  public double foreseenSeconds() {
    return plan.items().stream().mapToDouble(this::foreseenSeconds).sum();
  }

  /** Which profiler samples a JDK, by the JDK's name. */
  public Sampler sampler(String jdk) {
    return whyNot.get(jdk).isEmpty() ? Sampler.ASYNC : Sampler.JFR;
  }

  /** Why a JDK is sampled by JFR; empty if async-profiler does it. */
  public String whyNotAsync(String jdk) {
    return whyNot.get(jdk);
  }

  /**
   * The one stub for all forks.
   *
   * @throws UnusableInputException if the parameters name one and none is there
   * @throws IOException if it does not start
   */
  public StubLease stub() throws UnusableInputException, IOException {
    return JmhRun.of(JmhRun.parse(plan.jmh()), plan.jmh(), List.of()).stub();
  }

  /**
   * Runs everything. Flame graphs and collapsed stacks of a cell are in the folder when its forks
   * have ended.
   *
   * @param folder an empty one
   * @param progress takes a line before each cell
   * @param finished takes each cell, and the stub's part if that is profiled
   * @throws UnusableInputException if JMH itself cannot run
   * @throws IOException if a recording cannot be read or a file cannot be written
   */
  public void run(
      StubLease stub,
      Path folder,
      InstantSource clock,
      Consumer<String> progress,
      CellSink finished)
      throws UnusableInputException, IOException {
    OptionsWithoutIncludes settings = OptionsWithoutIncludes.of(plan.jmh());
    ProfiledFork forks = new ProfiledFork(settings, request.duration(), stub.forkFlags());
    Progress state = new Progress(clock, "cells", plan.items().size(), foreseenSeconds());
    for (Item item : plan.items()) {
      progress.accept(state.line("profiling " + item.arm().name() + " " + item.name()));
      for (ProfiledCell cell : profile(item, forks, stub, new ProfileFolder(folder))) {
        finished.accept(cell);
      }
      state.forkDone(foreseenSeconds(item));
    }
  }

  private List<ProfiledCell> profile(
      Item item, ProfiledFork forks, StubLease stub, ProfileFolder folder)
      throws UnusableInputException, IOException {
    Done measured = forks.run(item.arm(), item.cell(), Optional.empty());
    try (ScratchFolder folderOfFork = new ScratchFolder()) {
      Path scratch = folderOfFork.path();
      Optional<StubProfiler> stubProfiler = stubProfiler(stub);
      Path stubRecording = scratch.resolve("stub.jfr");
      String remark = stubProfiler.isPresent() ? stubProfiler.get().start(stubRecording) : "";
      Done done = forks.run(item.arm(), item.cell(), Optional.of(setting(item, scratch)));
      if (stubProfiler.isPresent() && remark.isEmpty()) {
        remark = stubProfiler.get().stop(stubRecording);
      }
      List<CellProfile> profiles = new ArrayList<>();
      if (!done.failed()) {
        Path recording = ProfileFolder.recording(scratch);
        Source source = source(item, recording, scratch, sampler(item.arm().name()), "");
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

  private ProfilerSetting setting(Item item, Path scratch) throws IOException {
    return sampler(item.arm().name()) == Sampler.ASYNC
        ? ProfilerSetting.async(library.orElseThrow().file(), request.events(), scratch)
        : ProfilerSetting.recorder(request.events(), scratch);
  }

  private List<ProfileEvent> events(Item item) {
    boolean async = sampler(item.arm().name()) == Sampler.ASYNC;
    return request.events().stream()
        .filter(event -> async || event != ProfileEvent.WALL)
        .sorted()
        .toList();
  }

  private static Source source(
      Item item, Path recording, Path scratch, Sampler sampler, String prefix) {
    String name = prefix + item.name() + (item.repetition() == 1 ? "" : " again");
    String jdk = item.arm().name();
    return new Source(recording, sampler, scratch, jdk + " " + name, name + ", JDK " + jdk);
  }

  /** What the whole was for each request; the profiler's own part is in it. */
  private static double cost(Done done, ProfileEvent event, Sampler sampler) {
    return switch (event) {
      case CPU -> {
        if (sampler == Sampler.JFR) {
          // It does not see the kernel, so that its samples are a part of that, nobody knows which.
          yield Double.NaN;
        }
        // The samples have the compiler's threads too. Where it is not told apart, it is included.
        double compiler = done.value("compiler_per_request");
        yield done.value("cpu_per_request") + (Double.isNaN(compiler) ? 0 : compiler);
      }
      case ALLOC -> done.value("alloc_per_request");
      default -> Double.NaN;
    };
  }

  private Optional<VirtualThreadCounts> virtualThreads(Item item, ProfiledFork forks, Done done)
      throws UnusableInputException, IOException {
    if (!countsVirtualThreads(item) || done.failed()) {
      return Optional.empty();
    }
    try (ScratchFolder scratch = new ScratchFolder()) {
      ProfilerSetting setting = ProfilerSetting.virtualThreads(scratch.path());
      if (forks.run(item.arm(), item.cell(), Optional.of(setting)).failed()) {
        return Optional.empty();
      }
      double carriers = done.value("carriers");
      return Optional.of(
          VirtualThreadReader.read(
              ProfileFolder.recording(scratch.path()),
              Double.isNaN(carriers) ? 0 : (long) carriers));
    }
  }

  private static boolean countsVirtualThreads(Item item) {
    String strategy = item.cell().parameters().getOrDefault("strategy", "");
    return item.repetition() == 1
        && List.of(Strategy.values()).stream()
            .filter(known -> known.name().equals(strategy))
            .anyMatch(known -> known.minimumJdk() >= FIRST_WITH_VIRTUAL_THREADS);
  }

  private static ProfiledCell cell(
      Item item,
      Done measured,
      Done done,
      List<CellProfile> profiles,
      Optional<VirtualThreadCounts> virtualThreads) {
    return new ProfiledCell(
        item.arm().name(),
        item.name() + (item.repetition() == 1 ? "" : " again"),
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
        item.arm().name(),
        "stub of " + item.name() + (item.repetition() == 1 ? "" : " again"),
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
    double perFork = item.cell().foreseenSeconds() + request.duration().convertTo(TimeUnit.SECONDS);
    return perFork * (countsVirtualThreads(item) ? 3 : 2);
  }
}
