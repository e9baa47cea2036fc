package io.gatherbench.run;

import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Creates the folder of a run, which no other run shares. */
final class PlanFolder {

  private PlanFolder() {}

  /**
   * Creates the folder: the chosen one, which must be empty if it exists, or {@code
   * results/<date>-<host>-<kind>}, with a number if that exists.
   *
   * @param kind of the run
   * @throws UnusableInputException if it has something in it, or cannot be made
   */
  static Path create(Path chosen, LocalDate date, String host, String kind)
      throws UnusableInputException {
    String stem = date + "-" + host.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + kind;
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
}
