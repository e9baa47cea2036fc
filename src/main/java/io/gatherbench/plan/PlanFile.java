package io.gatherbench.plan;

import com.fasterxml.jackson.core.JacksonException;
import io.gatherbench.results.Json;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads and writes plans as JSON: {@code plan.json}, or {@code NAME.plan.json} beside others. */
public final class PlanFile {

  /** The name of the only plan of a folder, and the end of the names where there are several. */
  public static final String NAME = "plan.json";

  private PlanFile() {}

  /** Writes a plan, whole or not at all. */
  public static void write(Plan plan, Path file) throws IOException {
    WholeFile.write(file, Json.text(plan) + "\n");
  }

  /** Reads a plan; refuses a file that is no readable plan. */
  public static Plan read(Path file) throws UnusableInputException {
    String allowed = "a folder with a readable " + NAME;
    try {
      Plan plan = Json.read(Files.readAllBytes(file), Plan.class);
      boolean whole =
          plan.settings().rounds() > 0 && !plan.variants().isEmpty() && !plan.cells().isEmpty();
      if (plan.format() == Plan.FORMAT && whole) {
        return plan;
      }
      allowed += " of format " + Plan.FORMAT + ", with rounds, variants and cells";
    } catch (JacksonException e) {
      allowed += " (" + e.getOriginalMessage() + ")";
    } catch (IOException e) {
      allowed += " (" + e.getMessage() + ")";
    }
    throw new UnusableInputException("--resume", file.toString(), allowed);
  }

  private static boolean isPlan(Path file) {
    return file.getFileName().toString().matches("(.*\\.)?plan\\.json");
  }

  /** Returns the plan given, or all plans in the folder given; throws if there is none. */
  public static List<Path> find(Path given) throws UnusableInputException {
    if (Files.isRegularFile(given) && isPlan(given)) {
      return List.of(given);
    }
    try (Stream<Path> files = Files.isDirectory(given) ? Files.list(given) : Stream.empty()) {
      List<Path> plans = files.filter(PlanFile::isPlan).sorted().toList();
      if (!plans.isEmpty()) {
        return plans;
      }
    } catch (IOException e) {
      throw new UnusableInputException("--resume", given.toString(), "a folder that can be read");
    }
    throw new UnusableInputException(
        "--resume", given.toString(), "a folder with a " + NAME + ", or a file NAME." + NAME);
  }
}
