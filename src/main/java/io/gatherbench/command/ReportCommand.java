package io.gatherbench.command;

import io.gatherbench.command.OptionValues.Folder;
import io.gatherbench.report.page.Report;
import io.gatherbench.report.page.ReportFiles;
import io.gatherbench.report.page.ReportReader;
import io.gatherbench.report.page.ReportWatch;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.strategy.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: rows as a page, Markdown, CSV and pictures. */
@Command(
    description = {"Renders rows as one HTML page, as Markdown, as CSV of cells, and as pictures."},
    footer = {"Exit status: 0 done, 2 unusable input, 74 output cannot be written."})
final class ReportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      paramLabel = "FILE-OR-FOLDER",
      arity = "1..*",
      description =
          "CSV of rows, JSON of JMH's (-rf json), logs of trace, flame graphs, or folders "
              + "of these.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      converter = Folder.class,
      description = "Folder for the report, replaces a report there; default report.")
  private Path out = Path.of("report");

  @Option(
      names = "--baseline",
      paramLabel = "JDK",
      description = "The JDK that the others are compared with; default: the first in the files.")
  private Optional<String> baseline = Optional.empty();

  @Option(
      names = "--watch",
      description = "Renders again when rows arrive, until it is stopped; the page reloads itself.")
  private boolean watch;

  @Option(names = "--open", description = "Opens the page in the browser.")
  private boolean open;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws UnusableInputException {
    Path page = out.resolve(ReportFiles.PAGE).toAbsolutePath().normalize();
    render(watch).forEach(console.out()::println);
    if (open
        && !new PageOpener(System.getenv("BROWSER"), System.getProperty("os.name")).open(page)) {
      console.out().println("No browser could be started; the page is " + page.toUri());
    }
    if (watch) {
      console.out().println("Watching for rows; Ctrl-C ends it.");
      console.out().flush();
      new ReportWatch(inputs, out, console.err()::println).run(this::render);
    }
    console.out().flush();
    return Main.DONE;
  }

  /** Returns all strategies, whose order gives each its colour. */
  static List<String> strategies() {
    return Arrays.stream(Strategy.values()).map(Enum::name).toList();
  }

  private List<Path> render(boolean reloads) throws UnusableInputException {
    Report report = ReportReader.read(inputs, baseline, out, strategies());
    if (report.rows() == 0 && report.traces().isEmpty() && !reloads) {
      List<String> line = new ArrayList<>(report.notes());
      line.add(0, "gatherbench: there are no rows in what was given, and nothing to show");
      console.err().println(String.join("; ", line));
    }
    try {
      return ReportFiles.write(report, out, reloads);
    } catch (IOException e) {
      throw new UnusableInputException("--out", out.toString(), "a folder that can be written");
    }
  }
}
