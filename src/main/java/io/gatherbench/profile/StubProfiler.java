package io.gatherbench.profile;

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
   * Starts to sample processor time and allocation.
   *
   * @param recording the file for the samples
   * @return why the stub's JVM does not let it; empty if it does
   */
  String start(Path recording) {
    return command(ProfilerSetting.asyncCommand() + ",file=" + recording);
  }

  /**
   * Stops sampling; the recording is then whole on disk.
   *
   * @return why the stub's JVM does not let it; empty if it does
   */
  String stop(Path recording) {
    return command("stop,jfr,file=" + recording);
  }

  private String command(String options) {
    try {
      Path said = Files.createTempFile("gatherbench-jcmd", ".txt");
      try {
        Process jcmd =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(pid),
                    "JVMTI.agent_load",
                    library.toString(),
                    // Unquoted, jcmd takes what stands before the first = for a name.
                    "\"" + options + "\"")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!jcmd.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
          jcmd.destroyForcibly();
          return "the stub cannot be profiled: jcmd does not end";
        }
        String text = Files.readString(said, StandardCharsets.UTF_8).strip();
        return jcmd.exitValue() == 0 && text.endsWith(LOADED)
            ? ""
            : "the stub cannot be profiled: " + text.replaceAll("\\s+", " ");
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      return "the stub cannot be profiled: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "the stub cannot be profiled: interrupted";
    }
  }
}
