package io.gatherbench.command;

import io.gatherbench.plan.Variant;
import io.gatherbench.profile.ProfileReport;
import io.gatherbench.profile.ProfileRun;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.ShellWord;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jdk.TemporaryFolder;
import io.gatherbench.run.jdk.VariantParser;
import io.gatherbench.run.jmh.Planner;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code profile}: flame graphs, hot methods, and what differs between two cells. */
@Command(
    customSynopsis = "java -jar benchmarks.jar profile [REGEX] [OPTIONS] [JMH options]",
    description = {
      "Shows where the time goes: flame graphs, hot methods, and shares by component.",
      "Each cell has a fork of its own. Without REGEX: 64 requests with each strategy, without",
      "latency. Rows of profiled forks name the profiler among their parameters."
    },
    footer = {
      "JMH's options as in the default command: -p NAME=VALUE[,VALUE…], -wi, -w, …",
      "",
      "Exit status: 0 done, 1 a fork failed or is void, 2 unusable input, 74 output cannot be written."
    })
final class ProfileCommand implements Callable<Integer> {

  private final Console console;
  private final PrintStream out;

  @Mixin private ProfileOptions options;
  @Spec private CommandSpec spec;
  @Unmatched private List<String> jmh = new ArrayList<>();

  ProfileCommand(Console console) {
    this.console = console;
    this.out = console.out();
  }

  @Override
  public Integer call() throws UnusableInputException {
    UsageErrors.conflict("--resume", options.resume != null, "--out", options.out != null);
    TemporaryFolder.check();
    List<String> arguments = RunOptions.recognised(spec.commandLine().getParseResult(), jmh);
    try (ProfileRun run = options.resume == null ? begin(arguments) : resume(arguments)) {
      return profile(run);
    } catch (IOException e) {
      throw new UnusableInputException("profile cannot continue: " + e.getMessage());
    }
  }

  private ProfileRun begin(List<String> arguments) throws UnusableInputException, IOException {
    List<String> hostFlags = Relauncher.userFlags().forPlan();
    List<String> jdks = options.jdks.isEmpty() ? List.of(JdkProbe.ownExecutable()) : options.jdks;
    List<Variant> variants = VariantParser.of(jdks, hostFlags);
    return ProfileRun.begin(options.request(jmh), arguments, variants, options.out);
  }

  private ProfileRun resume(List<String> arguments) throws UnusableInputException, IOException {
    PlanRun run = PlanRuns.resume(options.resume, arguments, true);
    List<String> begun = run.plan().arguments();
    ProfileCommand planned = Main.parsed(console, "profile", begun, ProfileCommand.class);
    return ProfileRun.resume(planned.options.request(planned.jmh), run);
  }

  private int profile(ProfileRun profiles) throws UnusableInputException, IOException {
    PlanRun run = profiles.run();
    List<String> notes = announce(profiles);
    PlanCommandRun view =
        new PlanCommandRun(
            console,
            "profile --resume " + ShellWord.quoted(run.folder()),
            PlanCommandRun.Interim.NOTHING);
    ProfileReport report = new ProfileReport(run.folder(), out::println);
    profiles.forEachCell(
        cell -> {
          view.clear();
          report.add(cell);
          out.flush();
        });
    if (profiles.foreseenSeconds() > 0) {
      view.run(run, profiles.rule(), profiles);
    }
    if (run.isStopping() || run.stubDeath().isPresent()) {
      return run.isStopping() ? Main.KILLED : Main.SOMETHING_VOID;
    }
    List<List<String>> pairs = profiles.plan().request().pairs();
    out.println("All of it: " + report.finish(profiles.cells(), pairs, notes));
    out.flush();
    boolean valid = profiles.cells().stream().allMatch(cell -> cell.remark().isEmpty());
    return valid ? Main.DONE : Main.SOMETHING_VOID;
  }

  /** Prints what the run will do, and returns the remarks that the page repeats. */
  private List<String> announce(ProfileRun profiles) throws UnusableInputException {
    List<String> notes = profiles.notes();
    notes.forEach(note -> LineWrap.lines(note).forEach(out::println));
    Planner.leftOut(profiles.plan().plan()).forEach(line -> out.println("Left out " + line));
    profiles.run().remarks().forEach(remark -> out.println("Plan     " + remark));
    Relauncher.userFlags()
        .remark(profiles.run().plan().variants())
        .ifPresent(line -> out.println("Flags    " + line));
    out.println("Folder   " + profiles.run().folder());
    out.printf(
        Locale.ROOT,
        "%s, each in a fork without a profiler and in one with it: %s.%n%n",
        Console.counted(profiles.total(), "cell"),
        Console.minutes(profiles.foreseenSeconds()));
    out.flush();
    return notes;
  }
}
