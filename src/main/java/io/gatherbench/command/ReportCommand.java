package io.gatherbench.command;

import io.gatherbench.report.page.Report;
import io.gatherbench.report.page.ReportFiles;
import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** {@code report}: rows as a page, Markdown, CSV and pictures. */
final class ReportCommand {

  private final PrintStream out;
  private final PrintStream err;

  ReportCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
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
    Path page = options.out().resolve(ReportFiles.PAGE).toAbsolutePath().normalize();
    render(options, options.watch()).forEach(out::println);
    if (options.open()
        && !new PageOpener(System.getenv("BROWSER"), System.getProperty("os.name")).open(page)) {
      out.println("No browser could be started; the page is " + page.toUri());
    }
    if (options.watch()) {
      out.println("Watching for rows; Ctrl-C ends it.");
      out.flush();
      new ReportWatch(options.inputs(), err).run(reloads -> render(options, reloads));
    }
    out.flush();
    return Main.DONE;
  }

  private static List<Path> render(ReportOptions options, boolean reloads)
      throws UnusableInputException {
    Report report = new ReportReading(options).read();
    try {
      return ReportFiles.write(report, options.out(), reloads);
    } catch (IOException e) {
      throw new UnusableInputException(
          "--out", options.out().toString(), "a folder that can be written");
    }
  }
}
