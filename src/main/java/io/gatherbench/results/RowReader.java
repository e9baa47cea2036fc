package io.gatherbench.results;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads a file of rows. */
public final class RowReader {

  private RowReader() {}

  /**
   * All rows of a file.
   *
   * @throws IOException if the file cannot be read or is no file of rows; the message names the
   *     line
   */
  public static List<Row> read(Path path) throws IOException {
    List<Row> rows = new ArrayList<>();
    // Row itself counts the fields, and then says in which line they are too few.
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(path)) {
      Iterator<CsvRecord> records = csv.iterator();
      if (!records.hasNext() || !records.next().getFields().equals(Row.COLUMNS)) {
        throw new IOException(path + " has no header of a gatherbench result file");
      }
      while (records.hasNext()) {
        CsvRecord record = records.next();
        try {
          rows.add(Row.fromFields(record.getFields()));
        } catch (IllegalArgumentException e) {
          throw new IOException(
              path + ", line " + record.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
      }
    } catch (CsvParseException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    return rows;
  }
}
