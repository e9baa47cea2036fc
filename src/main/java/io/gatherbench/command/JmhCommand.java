package io.gatherbench.command;

import io.gatherbench.report.text.RunTable;
import io.gatherbench.report.text.VerdictSummary;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.Calibration;
import io.gatherbench.run.CalibrationLog;
import io.gatherbench.run.EnvironmentReport;
import io.gatherbench.run.Session;
import io.gatherbench.run.jdk.TargetJdk;
import io.gatherbench.run.jmh.JmhRun;
import io.gatherbench.run.jmh.ValidCombinations;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
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
    informs(JmhRun.parse(List.of("-h")));
    return Main.DONE;
  }

  /**
   * Runs what the command line asks for.
   *
   * @return the exit status
   */
  int run(RunOptions own) throws UnusableInputException {
    CommandLineOptions options = JmhRun.parse(own.remaining());
    if (informs(options)) {
      return Main.DONE;
    }
    own.checkForJmh();
    JmhRun run = JmhRun.of(options, own.remaining(), Relauncher.userFlags());
    TargetJdk jdk = TargetJdk.probe(run.jvm(), run.forkFlags());
    ValidCombinations cells = run.check(jdk);
    EnvironmentReport surroundings = EnvironmentReport.look();
    try (Session session =
        Session.open(
            own.out(), own.pinning(), jdk, run.forkFlags(), run.rowParameters(), run::stub)) {
      for (String warning : surroundings.describe(session, jdk, run.forkFlags())) {
        out.println("# Warning: " + warning);
      }
      CalibrationLog ruler =
          CalibrationLog.start(new Calibration(session.stub().address(), run.gathers()), session);
      out.println("# Ruler: " + ruler.line());
      for (String missing : cells.leftOut()) {
        out.println("# Left out: " + missing);
      }
      Collection<RunResult> results =
          run.run(cells, session.forkFlags(jdk), session.recorder(), own.costs());
      ResultFormatFactory.getInstance(ResultFormatType.JSON, session.files().json().toString())
          .writeOut(results);
      ruler.takeAnother();
      out.println();
      new RunTable(session.measured()).lines().forEach(out::println);
      out.println();
      VerdictSummary.lines(session.measured()).forEach(out::println);
      out.println("Drift of the machine: " + ruler.drift());
      out.println("Rows: " + session.files().csv() + "   JSON: " + session.files().json());
      return results.isEmpty() || session.anyVoid() ? Main.SOMETHING_VOID : Main.DONE;
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
