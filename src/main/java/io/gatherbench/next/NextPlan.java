package io.gatherbench.next;

import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.gate.PlanComparison;
import io.gatherbench.plan.PlanFile;
import io.gatherbench.results.Json;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.ShellWord;
import io.gatherbench.results.output.WholeFile;
import io.gatherbench.run.Pinning;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The plan {@code next}: what changes from one JDK to the next. Its parts are runs of {@code jdks}
 * and {@code first} in folders of their own, one after the other. Not thread-safe.
 */
public final class NextPlan {

  /** Compares two JDKs. */
  public static final String NAME = "next";

  /** Compares all that are given. */
  public static final String FULL = "next-full";

  /** What was asked for. */
  private static final String FILE = "next.json";

  private static final String PAGE = "next.md";
  private static final int SOMETHING_VOID = 1;

  private final Path folder;
  private final NextRequest request;

  /** Whether nothing of it can be resumed if its first part cannot be begun. */
  private final boolean isNew;

  private NextPlan(Path folder, NextRequest request, boolean isNew) {
    this.folder = folder;
    this.request = request;
    this.isNew = isNew;
  }

  /** Tells whether {@code --plan} names it. */
  public static boolean isNamed(String plan) {
    return plan.equals(NAME) || plan.equals(FULL);
  }

  /** Tells whether a folder has one. */
  public static boolean isIn(Path folder) {
    return folder != null && Files.isRegularFile(folder.resolve(FILE));
  }

  /** Returns the words that resume a command's run: those of the whole plan for a part of one. */
  public static String resuming(String command, Path folder) {
    Path whole = folder.getParent();
    return isIn(whole)
        ? "jdks --resume " + ShellWord.quoted(whole)
        : command + " --resume " + ShellWord.quoted(folder);
  }

  /**
   * Begins a plan in a new folder.
   *
   * @param plan {@link #NAME} or {@link #FULL}
   * @param out the folder; null for the default place
   * @throws UnusableInputException if there are too few or too many JDKs
   */
  public static NextPlan begin(String plan, NextRequest request, Path out)
      throws UnusableInputException, IOException {
    int jdks = request.jdks().size();
    if (jdks < 2 || jdks > 2 && plan.equals(NAME)) {
      String allowed = "--jdk twice, the one that you have and the one after it; %s takes more";
      throw new UnusableInputException(
          "--plan", plan, plan.equals(NAME) ? allowed.formatted(FULL) : "--jdk twice or more");
    }
    for (String jdk : request.jdks()) {
      if (jdk.matches(".* -XX:\\+Use\\w+GC\\b.*")) {
        throw new UnusableInputException(
            "--jdk", jdk, "no collector with --plan next: one of its parts sets it");
      }
    }
    // Two parts have one processor, which not every system gives.
    Pinning.ofCpus(1);
    Path folder = PlanRuns.folder(out, NAME);
    WholeFile.write(folder.resolve(FILE), Json.text(request) + "\n");
    return new NextPlan(folder, request, true);
  }

  /** Resumes a plan; throws if its file cannot be read. */
  public static NextPlan resume(Path folder) throws UnusableInputException {
    try {
      Path file = folder.resolve(FILE);
      return new NextPlan(folder, Json.read(Files.readAllBytes(file), NextRequest.class), false);
    } catch (IOException e) {
      throw new UnusableInputException(
          "--resume", folder.toString(), "a folder with a readable " + FILE);
    }
  }

  /**
   * Runs what is missing of all parts, and shows what changes.
   *
   * @param command runs a command line and returns its status
   * @param out takes lines
   * @return 0, 1 if something is void, or the status of a part that did not run to its end
   */
  public int run(ToIntFunction<List<String>> command, Consumer<String> out)
      throws UnusableInputException, IOException {
    int status = 0;
    NextPage page = new NextPage();
    NextPart[] parts = NextPart.values();
    for (NextPart part : parts) {
      Path own = folder.resolve(part.folder());
      out.accept("");
      out.accept("Part " + (part.ordinal() + 1) + " of " + parts.length + ": " + part.question());
      int ended = command.applyAsInt(isBegun(part) ? part.resume(own) : part.begin(request, own));
      if (ended > SOMETHING_VOID || !add(part, page)) {
        if (isNew && Arrays.stream(parts).noneMatch(this::isBegun)) {
          Files.delete(folder.resolve(FILE));
          // A folder that is not empty stays: what is in it is not ours.
          own.toFile().delete();
          folder.toFile().delete();
        } else {
          out.accept("Next: java -jar benchmarks.jar jdks --resume " + ShellWord.quoted(folder));
        }
        return ended;
      }
      status = Math.max(status, ended);
      // A page that has later parts stays until these are passed as well.
      if (Arrays.stream(parts).skip(part.ordinal() + 1).noneMatch(this::isBegun)) {
        WholeFile.write(folder.resolve(PAGE), String.join("\n", page.lines()) + "\n");
      }
    }
    out.accept("");
    page.summary().forEach(out);
    out.accept("Page: " + folder.resolve(PAGE));
    return status;
  }

  /** Adds a part to the page; returns false if forks are missing, because its stub died. */
  private boolean add(NextPart part, NextPage page) throws UnusableInputException, IOException {
    if (!isBegun(part)) {
      return true;
    }
    try (PlanRun run = PlanRuns.resume(folder.resolve(part.folder()), List.of(), false)) {
      if (run.done() < run.total()) {
        return false;
      }
      PlanComparison all = new PlanComparison(Optional.empty(), ComparisonSpec.DEFAULT_THRESHOLD);
      page.add(part.question(), run.plan().variants(), all.of(run));
    } catch (IncomparableException e) {
      page.add(part.question(), e.getMessage());
    }
    return true;
  }

  private boolean isBegun(NextPart part) {
    return Files.exists(folder.resolve(part.folder()).resolve(PlanFile.NAME));
  }
}
