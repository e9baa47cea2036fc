package io.gatherbench.command;

import io.gatherbench.plan.Variant;
import io.gatherbench.profile.ProfileReport;
import io.gatherbench.profile.ProfileRequest;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.ProfileRun;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.PlanFolder;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jdk.VariantParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** {@code profile}: flame graphs, hot methods, and what differs between two cells. */
@Command(
    customSynopsis = "java -jar benchmarks.jar profile [REGEX] [OPTIONS] [JMH options]",
    description = {
      "Shows where the time goes: flame graphs, hot methods, and shares by component.",
      "Each cell has a fork of its own. Without REGEX: 64 requests with each strategy, without",
      "latency. Profiled forks write no rows."
    },
    footer = {
      "JMH's options as in the default command: -p NAME=VALUE[,VALUE…], -wi, -w, …",
      "",
      "Exit status: 0 done, 1 a fork failed or is void, 2 unusable input."
    })
final class ProfileCommand implements Callable<Integer> {

  private final Console console;
  private final PrintStream out;

  @Mixin private ProfileOptions options;
  @Unmatched private List<String> jmh = new ArrayList<>();

  ProfileCommand(Console console) {
    this.console = console;
    this.out = console.out();
  }

  @Override
  public Integer call() throws UnusableInputException {
    ProfileRequest request = options.request(jmh);
    List<String> hostFlags =
        Relauncher.userFlags().stream().filter(flag -> !flag.startsWith("-Djmh.")).toList();
    List<String> jdks =
        options.jdks().isEmpty() ? List.of(JdkProbe.ownExecutable()) : options.jdks();
    List<Variant> variants = VariantParser.of(jdks, hostFlags);
    ProfileRun run = ProfileRun.of(request, variants);
    Path folder =
        PlanFolder.create(
            options.out(), LocalDate.now(), Machine.current().host(), "profile", "an empty folder");
    try {
      List<String> notes = announce(run, variants, request, folder);
      try (ProfileReport report = new ProfileReport(folder, out::println)) {
        profile(run, folder, report);
        Path page = report.finish(request.pairs(), notes);
        out.println("All of it: " + page);
        out.flush();
        return report.allValid() ? Main.DONE : Main.SOMETHING_VOID;
      }
    } catch (IOException e) {
      throw new UnusableInputException("profile cannot continue: " + e.getMessage());
    }
  }

  /** Prints what the run will do, and returns the remarks that the page repeats. */
  private List<String> announce(
      ProfileRun run, List<Variant> variants, ProfileRequest request, Path folder) {
    List<String> notes = new ArrayList<>();
    for (Variant variant : variants) {
      Sampler sampler = run.sampler(variant.name());
      String why = sampler == Sampler.ASYNC ? "" : " (" + run.whyNotAsync(variant.name()) + ")";
      notes.add(
          "JDK "
              + variant.name()
              + ": "
              + variant.jdk().vm()
              + ", sampled by "
              + sampler.label()
              + why);
      if (sampler == Sampler.JFR) {
        notes.add(
            "JFR sees Java code only: nothing of the kernel, the collector or the compiler, and no"
                + " wall clock.");
      }
      if (sampler == Sampler.JFR && request.stub()) {
        notes.add("The stub is not profiled: only async-profiler can.");
      }
    }
    if (request.events().stream().anyMatch(ProfileEvent::missesParkedVirtualThreads)) {
      notes.add("On wall and lock, virtual threads that are parked are not seen.");
    }
    run.clients().ifPresent(notes::add);
    notes.forEach(note -> LineWrap.lines(note).forEach(out::println));
    run.leftOut().forEach(line -> out.println("Left out " + line));
    out.println("Folder   " + folder);
    out.printf(
        Locale.ROOT,
        "%s, each in a fork without a profiler and in one with it: %s.%n%n",
        Console.counted(run.cells(), "cell"),
        Console.minutes(run.foreseenSeconds()));
    out.flush();
    return notes;
  }

  private void profile(ProfileRun run, Path folder, ProfileReport report)
      throws UnusableInputException, IOException {
    try (ProgressLine progress = console.progress()) {
      run.run(
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
