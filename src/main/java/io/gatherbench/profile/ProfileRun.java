package io.gatherbench.profile;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.Fork.Purpose;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.plan.Variant;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.ForkSetup;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.ScratchFolder;
import io.gatherbench.run.jmh.ForkKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A run of a profiling plan: its profilers, recordings and profiles. Not thread-safe. */
public final class ProfileRun implements ForkSetup, AutoCloseable {

  /** A consumer of the cells that are done. */
  public interface CellSink {
    void accept(ProfiledCell cell) throws IOException;
  }

  private static final Comparator<Fork> JDK_BY_JDK =
      Comparator.comparing(Fork::variant).thenComparing(Fork::cell).thenComparing(Fork::round);

  private final PlanRun run;
  private final ProfilePlan plan;
  private final Samplers samplers;
  private final CellMaker maker;
  private final SortedMap<Fork, List<ProfiledCell>> cells = new TreeMap<>(JDK_BY_JDK);
  private final Map<Fork, String> stubRemarks = new TreeMap<>(JDK_BY_JDK);
  private CellSink finished = cell -> {};
  private ScratchFolder scratch;

  private ProfileRun(PlanRun run, ProfilePlan plan, Samplers samplers) {
    this.run = run;
    this.plan = plan;
    this.samplers = samplers;
    this.maker = new CellMaker(run, plan, samplers);
  }

  /**
   * Begins a run in a folder that is new or empty, or null for the default place.
   *
   * @param arguments the command line, by which the run is recognised when it is resumed
   * @throws UnusableInputException if something asked for does not exist
   */
  public static ProfileRun begin(
      ProfileRequest request, List<String> arguments, List<Variant> variants, Path out)
      throws UnusableInputException, IOException {
    ProfilePlan plan = ProfilePlan.of(request, arguments, variants);
    Samplers samplers = Samplers.of(request, variants);
    return new ProfileRun(PlanRuns.begin(plan.plan(), out, "profile"), plan, samplers);
  }

  /**
   * Continues a run that was interrupted. What was made of recordings is made anew.
   *
   * @throws UnusableInputException if nothing that it asks for can be sampled any more
   */
  public static ProfileRun resume(ProfileRequest request, PlanRun run)
      throws UnusableInputException, IOException {
    Samplers samplers = Samplers.of(request, run.plan().variants());
    return new ProfileRun(run, new ProfilePlan(run.plan(), request), samplers);
  }

  /** Returns the run of the plan, whose forks this object sets up. */
  public PlanRun run() {
    return run;
  }

  public ProfilePlan plan() {
    return plan;
  }

  /** Returns the rule that runs cells which are compared with themselves a second time. */
  public StoppingRule rule() {
    List<PlannedCell> repeated = plan.repeated();
    List<Fork> again = plan.plan().furtherRound(2, repeated);
    return (cells, rows) -> again.stream().allMatch(run::isDone) ? List.of() : repeated;
  }

  /** Returns remarks on what the profilers see on each JDK, and on how strategies differ. */
  public List<String> notes() {
    return plan.notes(samplers);
  }

  /** Returns the number of cells to profile, those of all JDKs together. */
  public int total() {
    return (int) plan.forks().stream().filter(fork -> fork.purpose() == Purpose.PROFILE).count();
  }

  /** Returns the foreseen time of the remaining forks, in seconds. */
  public double foreseenSeconds() {
    return plan.forks().stream()
        .filter(fork -> !run.isDone(fork))
        .mapToDouble(fork -> plan.cell(fork).foreseenSeconds())
        .sum();
  }

  /** Passes on each cell, and the stub's part of it, once its forks have ended. */
  public void forEachCell(CellSink sink) throws IOException {
    finished = sink;
    for (Fork fork : plan.forks()) {
      if (isLast(fork) && run.isDone(fork)) {
        finish(fork);
      }
    }
  }

  /** Returns the cells that are done, JDK by JDK. */
  public List<ProfiledCell> cells() {
    return cells.values().stream().flatMap(Collection::stream).toList();
  }

  @Override
  public ForkKind kind(Fork fork) throws IOException {
    if (fork.purpose() == Purpose.MEASURE) {
      return new ForkKind.Measuring();
    }
    scratch = new ScratchFolder();
    if (fork.purpose() == Purpose.COUNT_THREADS) {
      return Samplers.virtualThreads(scratch.path());
    }
    Optional<StubProfiler> stub = stubProfiler();
    if (stub.isPresent()) {
      stubRemarks.put(fork, stub.get().start(stubRecording()));
    }
    return samplers.profiling(plan.variant(fork), scratch.path());
  }

  @Override
  public void ended(Fork fork, boolean failed) throws IOException {
    if (fork.purpose() == Purpose.PROFILE && "".equals(stubRemarks.get(fork))) {
      String remark = stubProfiler().orElseThrow().stop(stubRecording());
      stubRemarks.put(fork, remark);
      if (remark.isEmpty()) {
        keep(stubRecording(), maker.recording(fork, "stub"));
      }
    }
    if (fork.purpose() != Purpose.MEASURE) {
      if (!failed) {
        String kind = fork.purpose() == Purpose.PROFILE ? "profile" : "threads";
        keep(recording(), maker.recording(fork, kind));
      }
      scratch.close();
    }
    if (isLast(fork)) {
      finish(fork);
    }
  }

  private Path recording() throws IOException {
    try (Stream<Path> files = Files.walk(scratch.path())) {
      return files
          .filter(file -> file.toString().endsWith(".jfr") && !file.equals(stubRecording()))
          .findFirst()
          .orElseThrow(() -> new IOException("the fork left no recording"));
    }
  }

  /** Replaces the recording of a fork that was cut off. */
  private static void keep(Path recording, Path file) {
    ProfileRecording.write(
        file,
        () -> {
          Files.createDirectories(file.getParent());
          Files.move(recording, file, StandardCopyOption.REPLACE_EXISTING);
        });
  }

  private Path stubRecording() {
    return scratch.path().resolve("stub.jfr");
  }

  private Optional<StubProfiler> stubProfiler() {
    return plan.request().stub() && samplers.library().isPresent() && run.stubPid().isPresent()
        ? Optional.of(new StubProfiler(run.stubPid().getAsLong(), samplers.library().get().file()))
        : Optional.empty();
  }

  private boolean isLast(Fork fork) {
    boolean counted = fork.round() == 1 && plan.plan().countedCells().contains(fork.cell());
    return fork.purpose() == (counted ? Purpose.COUNT_THREADS : Purpose.PROFILE);
  }

  private void finish(Fork last) throws IOException {
    List<ProfiledCell> made = maker.of(last, Optional.ofNullable(stubRemarks.get(last)));
    cells.put(last, made);
    for (ProfiledCell cell : made) {
      finished.accept(cell);
    }
  }

  @Override
  public void close() throws IOException {
    run.close();
  }
}
