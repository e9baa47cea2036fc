package io.gatherbench.command;

import io.gatherbench.report.text.RunTable;
import io.gatherbench.report.text.VerdictSummary;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.JmhSession;
import io.gatherbench.run.jmh.JmhOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** JMH's own command line, with rows written as well. */
final class JmhCommand {

  private final Console console;
  private final PrintStream out;

  JmhCommand(Console console) {
    this.console = console;
    this.out = console.out();
  }

  /**
   * Prints the help of gatherbench and of JMH.
   *
   * @return the exit status
   */
  int help() throws UnusableInputException {
    informs(JmhOptions.parse(List.of("-h")));
    return Main.DONE;
  }

  /**
   * Runs what the command line asks for.
   *
   * @return the exit status
   */
  int run(RunOptions own) throws UnusableInputException {
    JmhOptions options = JmhOptions.parse(own.remaining());
    if (informs(options)) {
      return Main.DONE;
    }
    own.checkForJmh();
    try (JmhSession session =
        JmhSession.open(options, Relauncher.userFlags(), own.out(), own.pinning())) {
      session.warnings().forEach(warning -> out.println("# Warning: " + warning));
      out.println("# Calibration: " + session.calibration());
      session.leftOut().forEach(missing -> out.println("# Left out: " + missing));
      boolean measured = session.run(own.costs());
      List<Row> rows = session.measured();
      out.println();
      new RunTable(rows).lines().forEach(out::println);
      out.println();
      VerdictSummary.lines(rows).forEach(out::println);
      out.println("Calibration, first → last: " + session.drift());
      out.println("Rows: " + session.files().csv() + "   JSON: " + session.files().json());
      return measured && !HeadlineCommand.anyVoid(rows) ? Main.DONE : Main.SOMETHING_VOID;
    }
  }

  /** Prints what JMH can tell without running anything, if that is asked for. */
  private boolean informs(CommandLineOptions options) throws UnusableInputException {
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
