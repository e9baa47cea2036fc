package io.gatherbench.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code report} can be told; picocli fills it in. */
@Command(
    name = "java -jar benchmarks.jar report",
    sortOptions = false,
    usageHelpWidth = 80,
    description = {
      "",
      "Renders rows as one HTML page, as Markdown, as CSV of cells, and as pictures.",
      "Exit status: 0 done, 2 unusable input.",
      ""
    })
final class ReportOptions {

  @Parameters(
      paramLabel = "FILE-OR-FOLDER",
      arity = "1..*",
      description =
          "CSV of rows, JSON of JMH's (-rf json), logs of trace, flame graphs, or folders of these")
  private List<Path> inputs = List.of();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "where it goes; a former report there is replaced; default report")
  private Path out = Path.of("report");

  @Option(
      names = "--baseline",
      paramLabel = "JDK",
      description = "what the other JDKs are held against; default: the first in the files")
  private String baseline;

  @Option(
      names = "--watch",
      description = "renders again when rows arrive, until it is stopped; the page reloads itself")
  private boolean watch;

  @Option(names = "--open", description = "opens the page in the browser")
  private boolean open;

  @Option(names = "--help", usageHelp = true, description = "this text")
  private boolean help;

  List<Path> inputs() {
    return inputs;
  }

  Path out() {
    return out;
  }

  Optional<String> baseline() {
    return Optional.ofNullable(baseline);
  }

  boolean watch() {
    return watch;
  }

  boolean open() {
    return open;
  }
}
