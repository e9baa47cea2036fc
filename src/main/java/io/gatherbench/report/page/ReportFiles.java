package io.gatherbench.report.page;

import io.gatherbench.report.markup.Svg;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a report in one folder, where they replace those of a former report. */
public final class ReportFiles {

  public static final String PAGE = "report.html";

  private static final int BEGINNING = 4_096;

  /** The files, each with what stands near the beginning of a report's and of no other. */
  private static final Map<String, String> MARKS = new LinkedHashMap<>();

  static {
    MARKS.put(PAGE, "<title>" + ReportPage.TITLE + "</title>");
    MARKS.put("report.md", "# " + ReportPage.TITLE + "\n");
    MARKS.put("report.csv", ",commit,params,metric,unit,forks,void_forks,flagged,value,low,high,");
    MARKS.put("time.svg", Svg.MARK);
    MARKS.put("jdks.svg", Svg.MARK);
    MARKS.put("load.svg", Svg.MARK);
  }

  private ReportFiles() {}

  /**
   * Writes the files, each atomically; the page reloads itself while the run goes on.
   *
   * @throws UnusableInputException if a file of one of their names is not a report's
   * @throws IOException if no file can be made in the folder
   */
  public static List<Path> write(Report report, Path folder, boolean reloads)
      throws UnusableInputException, IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> mark : MARKS.entrySet()) {
      if (!isFree(folder.resolve(mark.getKey()), mark.getValue())) {
        throw new UnusableInputException(
            "--out",
            folder.toString(),
            "a folder whose %s, if there is one, is a report's; this one is another file, and stays"
                .formatted(mark.getKey()));
      }
    }
    CellCharts charts = new CellCharts(report);
    Map<String, Optional<String>> texts = new LinkedHashMap<>();
    texts.put(PAGE, Optional.of(ReportPage.text(report, reloads)));
    texts.put("report.md", Optional.of(ReportMarkdown.text(report)));
    texts.put("report.csv", Optional.of(ReportCsv.text(report)));
    texts.put("time.svg", charts.timeFile());
    texts.put("jdks.svg", charts.jdksFile());
    texts.put("load.svg", charts.loadFile());
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Optional<String>> text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey());
      if (text.getValue().isPresent()) {
        WholeFile.write(file, text.getValue().get());
        files.add(file);
      } else {
        // A picture of a former report would contradict this one.
        Files.deleteIfExists(file);
      }
    }
    return files;
  }

  /** Tells whether a file of the folder has the name of one of a report's. */
  static boolean isOwn(Path file) {
    return MARKS.containsKey(file.getFileName().toString());
  }

  /** Tells whether a file may be written: it is not there, or has the mark of a report's. */
  private static boolean isFree(Path file, String mark) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8).contains(mark);
    }
  }
}
