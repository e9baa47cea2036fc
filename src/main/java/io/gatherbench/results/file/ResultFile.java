package io.gatherbench.results.file;

import io.gatherbench.results.RowReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of results: our rows, or JMH's JSON, told apart by its beginning. */
public final class ResultFile {

  private static final int ENOUGH_TO_TELL = 64;

  private ResultFile() {}

  /**
   * Hands on a file's rows; returns notes on what was left out or could not be taken as it is.
   *
   * @throws IOException if the file cannot be read or is neither; the message names file and line
   */
  public static <E extends Exception> List<String> read(Path path, RowReader.RowSink<E> sink)
      throws IOException, E {
    if (RowReader.isCompressed(path)) {
      return RowReader.read(path, sink).stream().toList();
    }
    String beginning;
    try (InputStream in = Files.newInputStream(path)) {
      beginning = new String(in.readNBytes(ENOUGH_TO_TELL), StandardCharsets.UTF_8).stripLeading();
    }
    if (beginning.startsWith("[")) {
      return JmhResultReader.read(path, sink);
    }
    if (beginning.startsWith("\"Benchmark\",\"Mode\"")) {
      throw new IOException(path + " is CSV of JMH's, without its forks; take its JSON (-rf json)");
    }
    return RowReader.read(path, sink).stream().toList();
  }
}
