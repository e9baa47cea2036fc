package io.gatherbench.profile;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * What differs between profiles, as CSV: for each pair and event a line for the whole, one for each
 * component, and one for each method that differs by more than noise.
 */
public final class DifferencesCsv {

  private DifferencesCsv() {}

  /** The file's text, with its header. */
  public static String of(List<ProfileComparison> comparisons) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(
          "event",
          "unit",
          "from_jdk",
          "from_cell",
          "to_jdk",
          "to_cell",
          "component",
          "method",
          "before",
          "after",
          "noise");
      for (ProfileComparison comparison : comparisons) {
        line(
            csv,
            comparison,
            "",
            "",
            comparison.before(),
            comparison.after(),
            number(comparison.noise()));
        comparison.components().forEach(component -> line(csv, comparison, component, ""));
        comparison.methods().stream()
            .filter(MethodChange::isBeyondNoise)
            .forEach(method -> line(csv, comparison, method, method.method()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
    return text.toString();
  }

  private static void line(
      CsvWriter csv, ProfileComparison comparison, MethodChange change, String method) {
    String noise = number(change.noise());
    String component = change.component().label();
    line(csv, comparison, component, method, change.before(), change.after(), noise);
  }

  private static void line(
      CsvWriter csv,
      ProfileComparison comparison,
      String component,
      String method,
      double before,
      double after,
      String noise) {
    csv.writeRecord(
        comparison.first().event().label(),
        comparison.perRequest() ? comparison.first().event().unit() + " a request" : "share",
        comparison.base().jdk(),
        comparison.base().cell(),
        comparison.other().jdk(),
        comparison.other().cell(),
        component,
        method,
        number(before),
        number(after),
        noise);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
