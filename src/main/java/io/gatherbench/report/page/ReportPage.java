package io.gatherbench.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A report as one HTML page that needs nothing else: styles, scripts and data are inside. */
final class ReportPage {

  /** Where the webjar has it; Apache License 2.0. */
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  private static final List<String> SCRIPTS =
      List.of("figures.js", "charts.js", "sections.js", "page.js");

  private static final Pattern PLACE = Pattern.compile("\\{\\{(css|data|echarts|script)}}");

  private ReportPage() {}

  /**
   * The page.
   *
   * @param reloads whether it reloads itself, because the run goes on
   */
  static String text(Report report, boolean reloads) {
    Map<String, String> parts =
        Map.of(
            "css", io.gatherbench.report.text.Svg.STYLE + resource("page.css").strip(),
            "data", inScript(new ReportData(report, reloads).json().encode()),
            "echarts", resource(ECHARTS),
            "script", script());
    return PLACE
        .matcher(resource("page.html"))
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  /** JSON that has nothing in it that a browser could take for markup. */
  private static String inScript(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** The page's own scripts, in a scope of their own. */
  private static String script() {
    String whole = String.join("\n", SCRIPTS.stream().map(name -> resource(name).strip()).toList());
    return "'use strict';\n(() => {\n" + whole + "\n})();";
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read from the jar", e);
    }
  }
}
