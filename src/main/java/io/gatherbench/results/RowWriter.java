package io.gatherbench.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes rows to a CSV file. The rows of a call reach it in one write before the call returns, so
 * that a killed process loses none and cuts none in two; after {@link #force} they survive a loss
 * of power as well. Not thread-safe.
 */
public final class RowWriter implements Closeable {

  private final FileChannel file;

  /** Creates the file, with its header; throws if it exists already or cannot be written. */
  public RowWriter(Path path) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try {
      write(csv(List.of(Row.COLUMNS)));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private RowWriter(FileChannel file) {
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
      RowWriter writer = new RowWriter(file);
      if (length == 0) {
        writer.write(csv(List.of(Row.COLUMNS)));
      }
      return writer;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Waits until what was written would survive a loss of power; returns the file's length. */
  public long force() throws IOException {
    file.force(false);
    return file.size();
  }

  /** Appends rows. */
  public void write(Iterable<Row> rows) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = format(text)) {
      for (Row row : rows) {
        csv.writeRecord(row.fields());
      }
    }
    write(text.toString());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static String csv(List<List<String>> records) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = format(text)) {
      records.forEach(csv::writeRecord);
    }
    return text.toString();
  }

  private static CsvWriter format(StringWriter text) {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
  }
}
