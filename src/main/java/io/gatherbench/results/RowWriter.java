package io.gatherbench.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.gatherbench.results.output.UnwritableOutputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows to a CSV file. The rows of a call reach it in one write before the call returns, so
 * that a killed process loses none and cuts none in two; after {@link #force} they survive a loss
 * of power as well. If the disk is full, those of earlier calls stay, whole. Methods throw {@link
 * UnwritableOutputException} then. Not thread-safe.
 */
public final class RowWriter implements Closeable {

  private final Path path;
  private final FileChannel file;

  /** Creates the file, with its header; throws if it exists already or cannot be written. */
  public RowWriter(Path path) throws IOException {
    this(path, FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    try {
      write(csv(List.of(Row.COLUMNS)));
    } catch (UnwritableOutputException e) {
      file.close();
      Files.delete(path);
      throw e;
    }
  }

  private RowWriter(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /** Reopens or creates a file, cut to a length, to append to it; throws if it is shorter. */
  public static RowWriter resume(Path path, long length) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      if (file.size() < length) {
        throw new IOException(path + " is shorter than it was");
      }
      file.truncate(length);
      file.position(length);
      RowWriter writer = new RowWriter(path, file);
      if (length == 0) {
        writer.write(csv(List.of(Row.COLUMNS)));
      }
      return writer;
    } catch (IOException | UnwritableOutputException e) {
      file.close();
      throw e;
    }
  }

  /** Waits until what was written would survive a loss of power; returns the file's length. */
  public long force() {
    try {
      file.force(false);
      return file.size();
    } catch (IOException e) {
      throw new UnwritableOutputException(path, e);
    }
  }

  /** Appends rows. */
  public void write(Iterable<Row> rows) {
    List<List<String>> records = new ArrayList<>();
    rows.forEach(row -> records.add(row.fields()));
    write(csv(records));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void write(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try {
      long before = file.position();
      try {
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      } catch (IOException e) {
        file.truncate(before);
        throw e;
      }
    } catch (IOException e) {
      throw new UnwritableOutputException(path, e);
    }
  }

  private static String csv(List<List<String>> records) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      records.forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
    return text.toString();
  }
}
