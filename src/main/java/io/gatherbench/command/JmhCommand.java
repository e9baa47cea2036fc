package io.gatherbench.command;

import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.RunTable;
import io.gatherbench.report.text.ValiditySummary;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.JmhSession;
import io.gatherbench.run.Pinning;
import io.gatherbench.run.jmh.JmhOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.runner.Runner;

/** JMH's own command line, with rows written as well. */
final class JmhCommand {

  private final Console console;
  private final PrintStream out;
  private final JmhOptions options;

  /**
   * Creates a command.
   *
   * @param words what JMH is to understand
   * @throws UnusableInputException if it does not
   */
  JmhCommand(Console console, List<String> words) throws UnusableInputException {
    this.console = console;
    this.out = console.out();
    this.options = JmhOptions.parse(words);
  }

  /**
   * Runs the benchmarks that the words name.
   *
   * @param folder for results, or null for the default place
   * @param costs whether to measure what the work costs besides time
   * @return the exit status
   */
  int run(Path folder, Pinning pinning, boolean costs) throws UnusableInputException {
    try (JmhSession session = JmhSession.open(options, Relauncher.userFlags(), folder, pinning)) {
      session.warnings().forEach(warning -> out.println("# Warning: " + warning));
      out.println("# Calibration: " + session.calibration());
      session.leftOut().forEach(missing -> out.println("# Left out: " + missing));
      boolean measured = session.run(costs);
      List<Row> rows = session.measured();
      out.println();
      new RunTable(rows).lines().forEach(out::println);
      out.println();
      ValiditySummary.lines(rows).forEach(out::println);
      LineWrap.lines("Calibration, first → last: " + session.drift()).forEach(out::println);
      out.println("Rows: " + session.files().csv() + "   JSON: " + session.files().json());
      return measured && !HeadlineCommand.anyVoid(rows) ? Main.DONE : Main.SOMETHING_VOID;
    }
  }

  /** Prints help or a list if the words request one; returns true if so. */
  boolean informs() throws UnusableInputException {
    try {
      if (options.shouldHelp()) {
        Main.commandLine(console).usage(out);
        out.println();
        out.println("JMH's options:");
        out.println();
        out.flush();
        options.showHelp();
      } else if (options.shouldList()) {
        new Runner(options).list();
      } else if (options.shouldListWithParams()) {
        new Runner(options).listWithParams(options);
      } else if (options.shouldListProfilers()) {
        options.listProfilers();
      } else if (options.shouldListResultFormats()) {
        options.listResultFormats();
      } else {
        return false;
      }
      return true;
    } catch (IOException e) {
      throw new UnusableInputException("JMH cannot list: " + e.getMessage());
    }
  }
}
