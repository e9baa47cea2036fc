package io.gatherbench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Profiles the stub's process, which runs already, with async-profiler: attached by jcmd. */
final class StubProfiler {

  private static final long ANSWER_SECONDS = 30;
  private static final String LOADED = "return code: 0";

  private final long pid;
  private final Path library;

  StubProfiler(long pid, Path library) {
    this.pid = pid;
    this.library = library;
  }

  /**
   * Begins to sample processor time and allocation.
   *
   * @param recording the file for the samples
   * @throws IOException if the stub's JVM does not take the library
   */
  void start(Path recording) throws IOException {
    command("start,event=cpu,interval=997003,alloc,file=" + recording);
  }

  /**
   * Ends, and has the recording whole on disk.
   *
   * @throws IOException if the stub's JVM does not answer
   */
  void stop(Path recording) throws IOException {
    command("stop,file=" + recording);
  }

  private void command(String options) throws IOException {
    Path said = Files.createTempFile("gatherbench-jcmd", ".txt");
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "JVMTI.agent_load",
                  library.toString(),
                  options)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!jcmd.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
        jcmd.destroyForcibly();
        throw new IOException("jcmd does not end");
      }
      String text = Files.readString(said, StandardCharsets.UTF_8);
      if (jcmd.exitValue() != 0 || !text.contains(LOADED)) {
        throw new IOException("the stub's JVM takes no profiler: " + text.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(said);
    }
  }
}
