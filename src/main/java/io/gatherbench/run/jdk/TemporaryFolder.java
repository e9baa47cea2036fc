package io.gatherbench.run.jdk;

import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which JVMs, JMH and native libraries keep files while they run. */
public final class TemporaryFolder {

  private static final String PROPERTY = "java.io.tmpdir";

  /** More than the native libraries of the clients take, and what a JVM says of its flags. */
  private static final int NEEDED_BYTES = 1 << 20;

  private TemporaryFolder() {}

  /** Writes a file there and deletes it; throws if the folder is missing, closed or full. */
  public static void check() throws UnusableInputException {
    check(Path.of(System.getProperty(PROPERTY)));
  }

  static void check(Path folder) throws UnusableInputException {
    String allowed = "a folder that exists";
    try {
      if (Files.isDirectory(folder)) {
        allowed = "a folder in which a file of 1 MB can be written";
        Path file = Files.createTempFile(folder, "gatherbench", ".tmp");
        try {
          Files.write(file, new byte[NEEDED_BYTES]);
          return;
        } finally {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      allowed += " (" + reason(e) + ")";
    }
    throw new UnusableInputException("-D" + PROPERTY, folder.toString(), allowed);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access denied";
    }
    return e instanceof FileSystemException failed && failed.getReason() != null
        ? failed.getReason()
        : e.getMessage();
  }
}
