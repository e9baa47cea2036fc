package io.gatherbench.report.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a report in one folder, where they replace those of a former report. */
public final class ReportFiles {

  public static final String PAGE = "report.html";

  private ReportFiles() {}

  /** Writes the files, each atomically; the page reloads itself while the run goes on. */
  public static List<Path> write(Report report, Path folder, boolean reloads) throws IOException {
    CellCharts charts = new CellCharts(report);
    Map<String, Optional<String>> texts = new LinkedHashMap<>();
    texts.put(PAGE, Optional.of(ReportPage.text(report, reloads)));
    texts.put("report.md", Optional.of(ReportMarkdown.text(report)));
    texts.put("report.csv", Optional.of(ReportCsv.text(report)));
    texts.put("time.svg", charts.timeFile());
    texts.put("jdks.svg", charts.jdksFile());
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Optional<String>> text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey());
      if (text.getValue().isPresent()) {
        Path part = folder.resolve("." + text.getKey() + ".part");
        Files.writeString(part, text.getValue().get());
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        files.add(file);
      } else {
        // A picture of a former report would contradict this one.
        Files.deleteIfExists(file);
      }
    }
    return files;
  }
}
