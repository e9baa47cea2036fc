package io.gatherbench.command;

import io.gatherbench.report.Report;
import io.gatherbench.report.ReportFiles;
import io.gatherbench.run.UnusableInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** {@code report}: rows as a page, Markdown, CSV and pictures. */
final class ReportCommand {

  private final PrintStream out;

  ReportCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs the command line that follows the word {@code report}.
   *
   * @return the exit status
   */
  int run(List<String> arguments) throws UnusableInputException {
    ReportOptions options = new ReportOptions();
    CommandLine commandLine = new CommandLine(options);
    try {
      commandLine.parseArgs(arguments.toArray(new String[0]));
    } catch (CommandLine.ParameterException e) {
      throw new UnusableInputException("report: " + e.getMessage() + "; see report --help");
    }
    if (commandLine.isUsageHelpRequested()) {
      commandLine.usage(out, CommandLine.Help.Ansi.OFF);
      return Main.DONE;
    }
    Report report = new ReportReading(options).read();
    List<Path> files = write(report, options.out(), false);
    files.forEach(out::println);
    out.flush();
    return Main.DONE;
  }

  private static List<Path> write(Report report, Path folder, boolean reloads)
      throws UnusableInputException {
    try {
      return ReportFiles.write(report, folder, reloads);
    } catch (IOException e) {
      throw new UnusableInputException("--out", folder.toString(), "a folder that can be written");
    }
  }
}
