package io.gatherbench.run.jdk;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The exit status of a short program, {@link #KILLED} at the time limit, and what it printed. */
public record ProgramOutput(int status, List<String> lines) {

  /** The status of a program that did not end in time. */
  public static final int KILLED = -1;

  static final long TIMEOUT_SECONDS = 30;

  /** Runs a program; throws if it cannot be started. */
  public static ProgramOutput of(List<String> command) throws IOException {
    // A file, because a program may print without end, or nothing for ever.
    Path file = Files.createTempFile("gatherbench-program", ".txt");
    String empty = System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null";
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(new File(empty)))
              .redirectOutput(file.toFile())
              .start();
      boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      int status = ended ? process.exitValue() : KILLED;
      // A script may have started what hangs.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return new ProgramOutput(status, text.lines().toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + command.get(0) + " runs");
    } finally {
      Files.delete(file);
    }
  }
}
