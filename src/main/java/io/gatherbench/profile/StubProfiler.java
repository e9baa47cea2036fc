package io.gatherbench.profile;

import io.gatherbench.run.jdk.ProgramOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Attaches async-profiler to the stub's running process, by jcmd. */
record StubProfiler(long pid, Path library) {

  private static final String FAILED = "the stub cannot be profiled: ";

  /** Starts sampling; returns why not, or empty text. */
  String start(Path recording) {
    return command(Samplers.ASYNC_COMMAND + ",file=" + recording);
  }

  /** Stops sampling and writes the recording; returns why not, or empty text. */
  String stop(Path recording) {
    return command("stop,jfr,file=" + recording);
  }

  private String command(String options) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    // Unquoted, jcmd takes what stands before the first = for a name.
    String quoted = "\"" + options + "\"";
    try {
      ProgramOutput output =
          ProgramOutput.of(
              List.of(jcmd, Long.toString(pid), "JVMTI.agent_load", library.toString(), quoted));
      if (output.status() == ProgramOutput.KILLED) {
        return FAILED + "jcmd does not end";
      }
      String text = String.join(" ", output.lines()).strip();
      return output.status() == 0 && text.endsWith("return code: 0")
          ? ""
          : FAILED + text.replaceAll("\\s+", " ");
    } catch (IOException e) {
      return FAILED + e.getMessage();
    }
  }
}
