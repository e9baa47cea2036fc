package io.gatherbench.command;

import io.gatherbench.plan.Variant;
import io.gatherbench.profile.ComponentsPicture;
import io.gatherbench.profile.DifferencesCsv;
import io.gatherbench.profile.ProfileComparison;
import io.gatherbench.profile.ProfileDifferences;
import io.gatherbench.profile.ProfilePage;
import io.gatherbench.profile.ProfilePage.Difference;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.ProfileRun;
import io.gatherbench.profile.ProfileTables;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.HotMethodsFile;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.StubLease;
import io.gatherbench.run.jdk.TargetJdk;
import io.gatherbench.run.jdk.VariantParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
      List<ProfiledCell> cells = profile(run, folder);
      return conclude(cells, options, notes, folder);
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
    notes.forEach(note -> ProfileTables.lines(note).forEach(out::println));
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

  private List<ProfiledCell> profile(ProfileRun run, Path folder)
      throws UnusableInputException, IOException {
    List<ProfiledCell> cells = new ArrayList<>();
    try (ProgressLine progress = new ProgressLine(err, Terminal.showsErrors());
        HotMethodsFile file = new HotMethodsFile(folder.resolve("hot-methods.csv"))) {
      progress.accept("starting the stub and warming it up");
      try (StubLease stub = run.stub()) {
        run.run(
            stub,
            folder,
            InstantSource.system(),
            progress,
            cell -> {
              progress.clear();
              for (CellProfile profile : cell.profiles()) {
                file.add(cell.jdk(), cell.cell(), profile.event(), profile.methods());
              }
              ProfileTables.lines(cell).forEach(out::println);
              out.flush();
              cells.add(cell);
            });
      }
    }
    return cells;
  }

  private int conclude(
      List<ProfiledCell> cells, ProfileOptions options, List<String> notes, Path folder)
      throws IOException {
    List<ProfileComparison> comparisons = ProfileDifferences.of(cells, options.request().pairs());
    List<Difference> differences = new ArrayList<>();
    for (ProfileComparison comparison : comparisons) {
      ProfileTables.lines(comparison).forEach(out::println);
      differences.add(new Difference(comparison, ProfileDifferences.draw(comparison, folder)));
    }
    if (!comparisons.isEmpty()) {
      write(folder.resolve("differences.csv"), DifferencesCsv.of(comparisons));
    }
    List<String> pictures = new ArrayList<>();
    for (ProfileEvent event : ProfileEvent.values()) {
      Optional<String> picture = ComponentsPicture.of(cells, event);
      if (picture.isPresent()) {
        String name = "components." + event.label() + ".svg";
        write(folder.resolve(name), picture.get());
        pictures.add(name);
      }
    }
    Path page = folder.resolve("index.html");
    write(page, ProfilePage.html("gatherbench: profiles", pictures, cells, differences, notes));
    out.println("All of it: " + page);
    out.flush();
    return cells.stream().allMatch(cell -> cell.remark().isEmpty())
        ? Main.DONE
        : Main.SOMETHING_VOID;
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
  }
}
