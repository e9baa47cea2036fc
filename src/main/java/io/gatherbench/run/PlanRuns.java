package io.gatherbench.run;

import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanFile;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.ResultsFolder.RunFiles;
import io.gatherbench.run.jar.JarPlanner;
import io.gatherbench.run.jdk.ClassPath;
import io.gatherbench.run.jdk.CodeDigest;
import io.gatherbench.run.jdk.HostFlags;
import io.gatherbench.run.jdk.PlanChanges;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.run.jmh.JmhRun;
import io.gatherbench.run.jmh.PlanRequest;
import io.gatherbench.run.jmh.Planner;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes plans and begins to run them, and resumes plans that were interrupted. */
public final class PlanRuns {

  private static final String WITHOUT_PROFILER =
      "a plan without a profiler; for this one: profile --resume";

  private PlanRuns() {}

  /**
   * Begins a run in a folder of its own.
   *
   * @param out the folder, which must be empty if it exists; null for the default place
   * @param command names the default folder
   * @throws UnusableInputException if the folder is not empty, or cannot be made
   */
  public static PlanRun begin(Plan plan, Path out, String command)
      throws UnusableInputException, IOException {
    Path folder = folder(out, plan.machine().host(), command);
    return begin(plan, folder.resolve(PlanFile.NAME));
  }

  /** Creates a folder for a run of several plans, as {@link #begin} does for one. */
  public static Path folder(Path out, String command) throws UnusableInputException {
    return folder(out, Machine.current().host(), command);
  }

  /** Creates the chosen folder, or {@code results/<date>-<host>-<kind>}, numbered if taken. */
  private static Path folder(Path chosen, String host, String kind) throws UnusableInputException {
    String stem = LocalDate.now() + "-" + host.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + kind;
    Path folder = chosen != null ? chosen : Path.of("results", stem);
    try {
      for (int i = 2; chosen == null && Files.exists(folder); i++) {
        folder = Path.of("results", stem + "-" + i);
      }
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        // A plan that was not written to its end is none.
        if (files.anyMatch(file -> !file.getFileName().toString().endsWith(".part"))) {
          throw new UnusableInputException(
              "--out", folder.toString(), "an empty folder, or --resume for the run in this one");
        }
      }
      if (!Files.isWritable(folder)) {
        throw new UnusableInputException(
            "--out", folder.toString(), "a folder that can be written");
      }
      return folder;
    } catch (IOException e) {
      throw new UnusableInputException("--out", folder.toString(), "a folder that can be made");
    }
  }

  /**
   * Begins a run on one JDK in a folder that may hold others: the files have the JDK's name.
   *
   * @param out the folder, or null for the default place
   * @throws UnusableInputException if the request cannot be measured, or the folder not be written
   */
  public static PlanRun begin(PlanRequest request, TargetJdk jdk, List<String> flags, Path out)
      throws UnusableInputException, IOException {
    Plan checked = plan(request, List.of(new Variant(jdk.version(), jdk, flags)));
    RunFiles files = create(out, jdk);
    files.rows().close();
    String name = files.csv().getFileName().toString().replaceFirst("\\.csv$", "");
    List<Variant> named = List.of(new Variant(name, jdk, flags));
    Plan plan =
        PlanRounds.limited(
            Planner.plan(request, named, checked.run(), checked.code(), checked.machine()));
    return begin(plan, files.csv().resolveSibling(name + "." + PlanFile.NAME));
  }

  static RunFiles create(Path out, TargetJdk jdk) throws UnusableInputException {
    try {
      String host = Machine.current().host();
      return ResultsFolder.open(out, OffsetDateTime.now().toLocalDate(), host)
          .create(jdk.version());
    } catch (IOException e) {
      String folder = out == null ? "results" : out.toString();
      throw new UnusableInputException(
          "--out", folder, "a folder that can be written (" + reason(e) + ")");
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access denied";
    }
    return e instanceof FileSystemException failed
        ? Objects.requireNonNullElse(failed.getReason(), "it cannot be made")
        : e.getMessage();
  }

  private static PlanRun begin(Plan plan, Path file) throws UnusableInputException, IOException {
    PlanFile.write(plan, file);
    return new PlanRun(plan, file, List.of(), ForkJournal.open(journal(file)), false);
  }

  private static Path journal(Path plan) {
    String name = plan.getFileName().toString();
    return plan.resolveSibling(
        name.substring(0, name.length() - PlanFile.NAME.length()) + "forks.tsv");
  }

  /** Makes a plan; refuses a request that cannot be measured here. */
  public static Plan plan(PlanRequest request, List<Variant> variants)
      throws UnusableInputException, IOException {
    String run = Session.newRun();
    if (variants.stream().noneMatch(variant -> variant.jar().isEmpty())) {
      return PlanRounds.limited(JarPlanner.plan(request, variants, run, Machine.current()));
    }
    Plan plan = Planner.plan(request, variants, run, code(variants), Machine.current());
    check(new JmhRun(JmhOptions.parse(plan.jmh()), HostFlags.NONE), plan.cells());
    return PlanRounds.limited(plan);
  }

  private static String code(List<Variant> variants) throws IOException {
    return CodeDigest.with(variants.stream().map(Variant::jar).distinct().toList());
  }

  /**
   * Checks that a named stub answers, that the system allows the connections of the cells, and that
   * gatherbench's jar comes first where others bring other versions of its classes.
   */
  public static void check(JmhRun jmh, List<PlannedCell> cells) throws UnusableInputException {
    ClassPath.check();
    if (jmh.target().isPresent()) {
      StubLease.check(jmh.target().get());
    }
    int requests =
        cells.stream()
            .map(PlannedCell::parameters)
            .filter(values -> values.containsKey("target"))
            .map(values -> values.getOrDefault("connections", values.getOrDefault("requests", "0")))
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0);
    OpenFiles.ensure(requests * jmh.threads());
  }

  /**
   * Refuses a run of another command, before anything of it is changed.
   *
   * @param given as for {@link #resume}
   * @param allowed returns what is allowed instead of a plan; empty if it is the command's own
   */
  public static void refuseOthers(Path given, Function<Plan, String> allowed)
      throws UnusableInputException, IOException {
    Plan plan = PlanFile.read(find(given));
    String instead = plan.profiled() ? WITHOUT_PROFILER : allowed.apply(plan);
    if (!instead.isEmpty()) {
      throw new UnusableInputException("--resume", given.toString(), instead);
    }
  }

  /**
   * Resumes a run.
   *
   * @param given a plan's file, or a folder in which one plan is not finished
   * @param arguments the command line without what says to resume; empty for that of the plan
   * @param profiled whether a plan of {@code profile} is to be resumed, or another
   * @throws UnusableInputException if there is no such plan, or the command line, the code, the
   *     machine or a JDK has changed
   */
  public static PlanRun resume(Path given, List<String> arguments, boolean profiled)
      throws UnusableInputException, IOException {
    return resume(given, arguments, profiled, 0);
  }

  /**
   * Resumes a run, with more rounds if the plan has fewer. A plan that may have shown verdicts is
   * then judged as one whose verdicts were looked at after each round.
   *
   * @param rounds of the whole run, its first ones among them; 0 for those of the plan
   * @throws UnusableInputException as without {@code rounds}, or if the plan's rule forbids more
   */
  public static PlanRun resume(Path given, List<String> arguments, boolean profiled, int rounds)
      throws UnusableInputException, IOException {
    Path file = find(given);
    Plan plan = PlanFile.read(file);
    if (plan.profiled() != profiled) {
      throw new UnusableInputException(
          "--resume", file.toString(), profiled ? "a plan of profile" : WITHOUT_PROFILER);
    }
    List<String> before = rounds == 0 ? plan.arguments() : PlanRounds.without(plan.arguments());
    PlanChanges changes = new PlanChanges(file);
    if (!arguments.isEmpty() && !arguments.equals(before)) {
      String then = String.join(" ", before);
      throw changes.changed("the plan", then, String.join(" ", arguments));
    }
    changes.check("the code", plan.code(), code(plan.variants()));
    changes.check(plan.machine(), Machine.current());
    changes.check("the JDK that hosts the run", plan.hostJdk(), Planner.hostJdk());
    Pinning pinning = Pinning.ofPlan(plan.settings().pinning());
    for (Variant variant : plan.variants()) {
      changes.check(variant, pinning.probe(() -> changes.probe(variant)));
    }
    String commit = BuildInfo.current().commit();
    List<String> remarks =
        commit.equals(plan.commit())
            ? List.of()
            : List.of("resumed under commit " + commit + "; same code as " + plan.commit());
    ForkJournal journal = ForkJournal.open(journal(file));
    try {
      if (!journal.isOf(plan)) {
        throw new UnusableInputException(
            "--resume", file.toString(), "a plan with the cells and variants of " + journal.path());
      }
      for (int i = 0; i < plan.variants().size(); i++) {
        Path rows = file.resolveSibling(plan.variants().get(i).name() + ".csv");
        if ((Files.exists(rows) ? Files.size(rows) : 0) < journal.length(i)) {
          throw new UnusableInputException(
              "--resume", file.toString(), "a run whose rows are whole; " + rows + " was cut");
        }
      }
      Plan longer = rounds == 0 ? plan : PlanRounds.extended(plan, rounds, journal.lastRound());
      if (!longer.equals(plan)) {
        PlanFile.write(longer, file);
      }
      return new PlanRun(longer, file, remarks, journal, true);
    } catch (IOException | UnusableInputException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /** Returns the only plan, or the only one that is not finished. */
  private static Path find(Path given) throws UnusableInputException, IOException {
    List<Path> plans = PlanFile.find(given);
    if (plans.size() == 1) {
      return plans.get(0);
    }
    List<Path> unfinished = new ArrayList<>();
    for (Path plan : plans) {
      try (ForkJournal journal = ForkJournal.open(journal(plan))) {
        if (!PlanFile.read(plan).forks().stream().allMatch(journal::isDone)) {
          unfinished.add(plan);
        }
      }
    }
    if (unfinished.size() == 1) {
      return unfinished.get(0);
    }
    List<Path> several = unfinished.isEmpty() ? plans : unfinished;
    String names = several.stream().map(Path::toString).collect(Collectors.joining(", "));
    throw new UnusableInputException("--resume", given.toString(), "one plan of several: " + names);
  }
}
