package io.gatherbench.report.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a report in one folder, where they replace those of a former report. */
public final class ReportFiles {

  /** Name of the page. */
  public static final String PAGE = "report.html";

  private static final List<String> PICTURES = List.of("time.svg", "jdks.svg");

  private ReportFiles() {}

  /**
   * Writes the files, each at once: a reader sees the old or the new one, never a part.
   *
   * @param reloads whether the page reloads itself, because the run goes on
   * @return the files
   * @throws IOException if they cannot be written
   */
  public static List<Path> write(Report report, Path folder, boolean reloads) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(PAGE, ReportPage.text(report, reloads));
    texts.put("report.md", ReportMarkdown.text(report));
    texts.put("report.csv", ReportCsv.text(report));
    CellCharts charts = new CellCharts(report);
    charts.timeFile().ifPresent(picture -> texts.put("time.svg", picture));
    charts.jdksFile().ifPresent(picture -> texts.put("jdks.svg", picture));
    Files.createDirectories(folder);
    for (String picture : PICTURES) {
      if (!texts.containsKey(picture)) {
        // A picture of a former report would contradict this one.
        Files.deleteIfExists(folder.resolve(picture));
      }
    }
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey());
      Path part = folder.resolve("." + text.getKey() + ".part");
      Files.writeString(part, text.getValue(), StandardCharsets.UTF_8);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      files.add(file);
    }
    return files;
  }
}
