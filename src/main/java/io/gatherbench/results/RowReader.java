package io.gatherbench.results;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads a file of rows. A last row that was cut, because the process or the disk ended in the
 * middle of it, is left out; anything else that is no row is refused.
 */
public final class RowReader {

  private RowReader() {}

  /** A consumer of rows that may throw. */
  public interface RowSink<E extends Exception> {
    void accept(Row row) throws E;
  }

  /** Returns all rows of a file; throws if it is none, and names the line. */
  public static List<Row> read(Path path) throws IOException {
    List<Row> rows = new ArrayList<>();
    RowReader.<RuntimeException>read(path, rows::add);
    return rows;
  }

  /**
   * Hands on rows one by one, so that the file may be larger than memory; throws as {@link
   * #read(Path)}. Returns a note on what was left out, if something was.
   */
  public static <E extends Exception> Optional<String> read(Path path, RowSink<E> sink)
      throws IOException, E {
    boolean endsWithALine = TextFile.isCompressed(path) || endsWithALine(path);
    return read(path, Long.MAX_VALUE, endsWithALine, sink);
  }

  /**
   * Hands on the rows in the first bytes of a file, to which others may be added meanwhile; throws
   * as {@link #read(Path)}.
   *
   * @param length where a row ends
   */
  public static <E extends Exception> void read(Path path, long length, RowSink<E> sink)
      throws IOException, E {
    read(path, length, true, sink);
  }

  private static <E extends Exception> Optional<String> read(
      Path path, long length, boolean endsWithALine, RowSink<E> sink) throws IOException, E {
    Map<List<String>, RunInfo> infos = new HashMap<>();
    // Row itself counts the fields, and then says in which line they are too few.
    try (Reader text = open(path, length);
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
      Iterator<CsvRecord> records = csv.iterator();
      if (!records.hasNext() || !records.next().getFields().equals(Row.COLUMNS)) {
        throw new IOException(path + " has no header of a gatherbench result file");
      }
      while (records.hasNext()) {
        CsvRecord record = records.next();
        Row row;
        try {
          row = Row.fromFields(record.getFields(), infos);
        } catch (IllegalArgumentException e) {
          String where = path + ", line " + record.getStartingLineNumber() + ": ";
          if (!records.hasNext() && (!endsWithALine || isCutInQuotes(record))) {
            return Optional.of(where + "the last row is cut and left out");
          }
          throw new IOException(where + e.getMessage(), e);
        }
        sink.accept(row);
      }
    } catch (CsvParseException | UncheckedIOException e) {
      boolean compressed = TextFile.isCompressed(path);
      throw new IOException(path + (compressed ? TextFile.DAMAGED : ": " + e.getMessage()), e);
    }
    return Optional.empty();
  }

  private static Reader open(Path path, long length) throws IOException {
    InputStream file = Files.newInputStream(path);
    try {
      if (length < Integer.MAX_VALUE) {
        byte[] beginning = file.readNBytes((int) length);
        file.close();
        file = new ByteArrayInputStream(beginning);
      }
      return TextFile.reader(file);
    } catch (EOFException | ZipException e) {
      file.close();
      throw new IOException(path + TextFile.DAMAGED, e);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Tells whether the file ends with a line feed that belongs to a field. */
  private static boolean isCutInQuotes(CsvRecord record) {
    return record.getField(record.getFieldCount() - 1).endsWith("\n");
  }

  private static boolean endsWithALine(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      if (file.length() == 0) {
        return true;
      }
      file.seek(file.length() - 1);
      int last = file.read();
      return last == '\n' || last == '\r';
    }
  }
}
