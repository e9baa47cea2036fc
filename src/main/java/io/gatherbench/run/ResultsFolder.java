package io.gatherbench.run;

import io.gatherbench.results.RowWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** The folder for the files of a run. Nothing in it is ever overwritten. */
public final class ResultsFolder {

  private final Path folder;

  private ResultsFolder(Path folder) {
    this.folder = folder;
  }

  /** Opens or makes the chosen folder; null stands for {@code results/<date>-<host>}. */
  public static ResultsFolder open(Path chosen, LocalDate date, String host) throws IOException {
    Path folder =
        chosen != null
            ? chosen
            : Path.of("results", date + "-" + host.replaceAll("[^A-Za-z0-9._-]", "_"));
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("not a folder", e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException("not writable");
    }
    return new ResultsFolder(folder);
  }

  /** Creates {@code <jdk>.csv}, or {@code <jdk>-2.csv} and so on if a run's files are there. */
  public RunFiles create(String jdk) throws IOException {
    String stem = jdk.replaceAll("[^A-Za-z0-9._+-]", "_");
    for (int number = 1; ; number++) {
      String name = number == 1 ? stem : stem + "-" + number;
      Path csv = folder.resolve(name + ".csv");
      Path json = folder.resolve(name + ".json");
      Path environment = folder.resolve(name + ".environment.json");
      if (Files.exists(csv) || Files.exists(json) || Files.exists(environment)) {
        continue;
      }
      try {
        return new RunFiles(new RowWriter(csv), csv, json, environment);
      } catch (FileAlreadyExistsException taken) {
        // Another run was faster to take the name.
      }
    }
  }

  /** The files of one run on one JDK: its rows, JMH's own result and the environment. */
  public record RunFiles(RowWriter rows, Path csv, Path json, Path environment) {}
}
