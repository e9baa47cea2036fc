package io.gatherbench.command;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What is known of the terminal. */
final class Terminal {

  private Terminal() {}

  /**
   * Whether standard error is a terminal. {@code System.console()} cannot tell: it looks at
   * standard input and output together, and from JDK 22 on may be there without any terminal. So
   * {@code test(1)} is asked, which every POSIX system has; elsewhere the answer is no.
   */
  static boolean showsErrors() {
    return isTerminal(2);
  }

  /** Whether standard output is a terminal, and colours are wanted; see no-color.org. */
  static boolean showsOutputInColour() {
    String unwanted = System.getenv("NO_COLOR");
    boolean wanted = unwanted == null || unwanted.isEmpty();
    return wanted && !"dumb".equals(System.getenv("TERM")) && isTerminal(1);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      Process test =
          new ProcessBuilder("test", "-t", Integer.toString(descriptor))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (test.waitFor(2, TimeUnit.SECONDS)) {
        return test.exitValue() == 0;
      }
      test.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
