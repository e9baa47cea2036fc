package io.gatherbench.command;

import io.gatherbench.plan.Variant;
import io.gatherbench.profile.ProfileReport;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.ProfileRun;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.StubLease;
import io.gatherbench.run.jdk.TargetJdk;
import io.gatherbench.run.jdk.VariantParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code profile}: flame graphs, hot methods, and what differs between two cells. */
final class ProfileCommand {

  private final PrintStream out;
  private final PrintStream err;

  ProfileCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command line that follows the word {@code profile}.
   *
   * @return the exit status
   */
  int run(List<String> words) throws UnusableInputException {
    ProfileOptions options = ProfileOptions.parse(words);
    if (options.help()) {
      ProfileUsage.print(out);
      return Main.DONE;
    }
    List<String> hostFlags =
        Relauncher.userFlags().stream().filter(flag -> !flag.startsWith("-Djmh.")).toList();
    List<String> jdks =
        options.jdks().isEmpty() ? List.of(TargetJdk.ownExecutable()) : options.jdks();
    List<Variant> arms = VariantParser.of(jdks, hostFlags);
    ProfileRun run = ProfileRun.of(options.request(), arms);
    Path folder =
        PlanFolder.create(
            options.out(), LocalDate.now(), Machine.current().host(), "profile", "an empty folder");
    try {
      List<String> notes = announce(run, arms, options, folder);
      try (ProfileReport report = new ProfileReport(folder, out::println)) {
        profile(run, folder, report);
        Path page = report.finish(options.request().pairs(), notes);
        out.println("All of it: " + page);
        out.flush();
        return report.allValid() ? Main.DONE : Main.SOMETHING_VOID;
      }
    } catch (IOException e) {
      throw new UnusableInputException("profile cannot go on: " + e.getMessage());
    }
  }

  /** Says what will be done, and returns what the page is to say too. */
  private List<String> announce(
      ProfileRun run, List<Variant> arms, ProfileOptions options, Path folder) {
    List<String> notes = new ArrayList<>();
    for (Variant arm : arms) {
      Sampler sampler = run.sampler(arm.name());
      String why = sampler == Sampler.ASYNC ? "" : " (" + run.whyNotAsync(arm.name()) + ")";
      notes.add(
          "JDK " + arm.name() + ": " + arm.jdk().vm() + ", sampled by " + sampler.label() + why);
      if (sampler == Sampler.JFR) {
        notes.add(
            "JFR sees Java code only: nothing of the kernel, the collector or the compiler, and no"
                + " wall clock.");
      }
      if (sampler == Sampler.JFR && options.request().stub()) {
        notes.add("The stub is not profiled: only async-profiler can.");
      }
    }
    if (options.request().events().stream().anyMatch(ProfileEvent::missesParkedVirtualThreads)) {
      notes.add("On wall and lock, virtual threads that are parked are not seen.");
    }
    run.clients().ifPresent(notes::add);
    notes.forEach(note -> LineWrap.lines(note).forEach(out::println));
    run.leftOut().forEach(line -> out.println("Left out " + line));
    out.println("Folder   " + folder);
    out.printf(
        Locale.ROOT,
        "%s, each in a fork without a profiler and in one with it: %s.%n%n",
        Plural.counted(run.cells(), "cell"),
        Plural.minutes(run.foreseenSeconds()));
    out.flush();
    return notes;
  }

  private void profile(ProfileRun run, Path folder, ProfileReport report)
      throws UnusableInputException, IOException {
    try (ProgressLine progress = new ProgressLine(err, Terminal.showsErrors())) {
      progress.accept("starting the stub and warming it up");
      try (StubLease stub = run.stub()) {
        run.run(
            stub,
            folder,
            InstantSource.system(),
            progress,
            cell -> {
              progress.clear();
              report.add(cell);
              out.flush();
            });
      }
    }
  }
}
