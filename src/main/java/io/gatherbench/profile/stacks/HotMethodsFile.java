package io.gatherbench.profile.stacks;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.gatherbench.profile.stacks.HotMethods.HotMethod;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes {@code hot-methods.csv}: a line for each cell, event, method and component. Own shares of
 * a cell and event add up to 1. Methods that never were innermost are left out below one sample in
 * a thousand. Not thread-safe.
 */
public final class HotMethodsFile implements Closeable {

  private static final double LEAST_SHARE = 0.001;

  private final CsvWriter csv;

  /**
   * Creates the file with its header.
   *
   * @throws IOException if it cannot be written
   */
  public HotMethodsFile(Path file) throws IOException {
    csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file, StandardCharsets.UTF_8);
    csv.writeRecord(
        "jdk",
        "cell",
        "event",
        "method",
        "own_samples",
        "own_share",
        "total_samples",
        "total_share",
        "component");
  }

  /**
   * Adds the methods of one profile; they are in the file when this returns.
   *
   * @throws IOException if they cannot be written
   */
  public void add(String jdk, String cell, ProfileEvent event, HotMethods methods)
      throws IOException {
    for (HotMethod method : methods.methods()) {
      if (method.own() > 0 || methods.share(method.total()) >= LEAST_SHARE) {
        csv.writeRecord(
            jdk,
            cell,
            event.label(),
            method.method(),
            Long.toString(method.own()),
            share(methods.share(method.own())),
            Long.toString(method.total()),
            share(methods.share(method.total())),
            method.component().label());
      }
    }
    csv.flush();
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.8f", share);
  }
}
