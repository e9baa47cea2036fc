package io.gatherbench.command;

import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.ProgressLine;
import io.gatherbench.report.text.TerminalStream;
import io.gatherbench.report.text.ValiditySummary;
import io.gatherbench.report.text.Waterfall.Pen;
import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.Row;
import io.gatherbench.run.PlanRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The two streams that a command writes to, and what the terminal behind them can show. */
record Console(TerminalStream out, TerminalStream err) {

  private static final String OUT = "1";
  private static final String ERR = "2";
  private static final int SECONDS_OF_MINUTE = 60;

  Console(PrintStream out, PrintStream err) {
    this(new TerminalStream(out), new TerminalStream(err));
  }

  ProgressLine progress() {
    return new ProgressLine(err, test("-t", ERR));
  }

  /** Returns whether standard output is a terminal. */
  boolean isTerminal() {
    return test("-t", OUT);
  }

  /** Returns whether the standard output of this process is a pipe. */
  static boolean isPipe() {
    return test("-p", "/dev/stdout");
  }

  /** Returns whether standard output is a terminal that wants colours; see no-color.org. */
  boolean colours() {
    String unwanted = System.getenv("NO_COLOR");
    boolean wanted = unwanted == null || unwanted.isEmpty();
    return wanted && !"dumb".equals(System.getenv("TERM")) && isTerminal();
  }

  /** Returns blocks if the encoding of standard output has them. */
  Pen pen() {
    String name = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
    boolean blocks = Charset.isSupported(name) && Charset.forName(name).newEncoder().canEncode('█');
    return blocks ? Pen.BLOCKS : Pen.ASCII;
  }

  void drift(String drift) {
    LineWrap.lines("Calibration, first → last: " + drift).forEach(out::println);
  }

  /**
   * Ends the output of a run: how fast the machine was, the answer, how valid the rows are, and
   * what may come next. Returns the exit status, by whether a row is void.
   */
  int conclude(PlanRun run, List<Row> rows, List<String> answer, List<String> next)
      throws IOException {
    run.drift().ifPresent(this::drift);
    out.println();
    answer.forEach(out::println);
    ValiditySummary.lines(rows).forEach(out::println);
    out.println();
    next.forEach(out::println);
    out.flush();
    return HeadlineCommand.anyVoid(rows) ? Main.SOMETHING_VOID : Main.DONE;
  }

  static String version() {
    BuildInfo build = BuildInfo.current();
    return "gatherbench " + build.version() + " (" + build.commit() + ")";
  }

  /** Returns such as {@code about 5 minutes}, at least {@code about a minute}. */
  static String minutes(double seconds) {
    long minutes = Math.max(1, Math.round(seconds / SECONDS_OF_MINUTE));
    return minutes == 1 ? "about a minute" : "about " + minutes + " minutes";
  }

  /** Returns such as {@code 1 cell} and {@code 2 cells}. */
  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /**
   * Asks {@code test(1)}, which every POSIX system has. {@code System.console()} looks at input and
   * output together, and from JDK 22 on may be there without any terminal.
   */
  private static boolean test(String condition, String file) {
    try {
      Process test =
          new ProcessBuilder("test", condition, file)
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
