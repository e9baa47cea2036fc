package io.gatherbench.results.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads the JSON that JMH 1.17 to 1.37 writes ({@code -rf json}) for any project, as rows. What it
 * does not say (machine, commit, validity) is empty in the rows, or valid. An entry's digest is its
 * run, so that copies are recognised.
 */
public final class JmhResultReader {

  private static final int DIGEST_LENGTH = 13;
  private static final int TELLING_DIGITS = 16;

  /** The rest of a text that ends within a number or a word, seen from there. */
  private static final String LAST_WORD = "[\\w.+-]*";

  /** JMH breaks lines within texts, after commas say. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private JmhResultReader() {}

  /**
   * Hands on the rows of a file, all or none; returns remarks on what could not be taken as it is.
   *
   * @throws IOException if it is no result of JMH's; the message says why
   */
  public static <E extends Exception> List<String> read(Path path, RowReader.RowSink<E> sink)
      throws IOException, E {
    OffsetDateTime written = Files.getLastModifiedTime(path).toInstant().atOffset(ZoneOffset.UTC);
    JmhRemarks remarks = new JmhRemarks();
    Map<JmhCell, List<JsonNode>> entriesOfCell = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    try {
      for (JsonNode entry : entries(path)) {
        entriesOfCell
            .computeIfAbsent(JmhCell.of(entry, remarks), none -> new ArrayList<>())
            .add(entry);
      }
      for (Map.Entry<JmhCell, List<JsonNode>> cell : entriesOfCell.entrySet()) {
        String name = Row.shortName(cell.getKey().benchmark());
        int entries = cell.getValue().size();
        if (entries > 1) {
          if (hasCopies(cell.getValue())) {
            throw new IOException(path + " has " + name + " twice, with the same values");
          }
          remarks.add("entries of one cell are further forks of it", name + " (" + entries + ")");
        }
        Map<JsonNode, Integer> seen = new HashMap<>();
        for (JsonNode entry : cell.getValue()) {
          String run = run(entry, seen.merge(entry, 1, Integer::sum));
          rows.addAll(JmhEntry.rows(entry, cell.getKey(), run, written, remarks));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(path + " is no JSON result of JMH's: " + e.getMessage(), e);
    }
    for (Row row : rows) {
      sink.accept(row);
    }
    return remarks.sentences(path);
  }

  /** Returns the entries of one array, or of several one after the other. */
  private static List<JsonNode> entries(Path path) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    String text = TextFile.read(path).stripTrailing();
    try (JsonParser parser = MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        JsonNode array = parser.readValueAsTree();
        if (!array.isArray()) {
          throw new IllegalArgumentException("not all of it is a list");
        }
        array.forEach(entries::add);
      }
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      if (where == null) {
        // A limit of Jackson's: nested too deep, or too long a number.
        throw new IOException(path + " is no JSON result of JMH's: " + e.getOriginalMessage(), e);
      }
      int offset = (int) Math.min(text.length(), where.getCharOffset());
      boolean cut = e instanceof JsonEOFException || text.substring(offset).matches(LAST_WORD);
      if (e instanceof MismatchedInputException) {
        throw new IOException(
            path + " has a name twice in one object, line " + where.getLineNr(), e);
      }
      String what = cut ? " is cut at line " : " is no JSON result of JMH's: no JSON in line ";
      throw new IOException(path + what + where.getLineNr(), e);
    }
    if (entries.isEmpty()) {
      throw new IOException(path + " has no results");
    }
    return entries;
  }

  /**
   * Returns whether entries of one cell repeat each other. Either each of them occurs twice, or two
   * equal ones have too many digits to be equal by chance.
   */
  private static boolean hasCopies(List<JsonNode> entries) {
    Map<JsonNode, Long> counts =
        entries.stream().collect(Collectors.groupingBy(entry -> entry, Collectors.counting()));
    boolean all = counts.values().stream().allMatch(count -> count > 1);
    return all
        || counts.entrySet().stream()
            .anyMatch(entry -> entry.getValue() > 1 && digits(entry.getKey()) >= TELLING_DIGITS);
  }

  private static long digits(JsonNode entry) {
    return entry.path("primaryMetric").toString().chars().filter(Character::isDigit).count();
  }

  /** Returns the digest of an entry, and which of several equal ones it is. */
  private static String run(JsonNode entry, int number) {
    byte[] text = entry.toString().getBytes(StandardCharsets.UTF_8);
    String digest = UUID.nameUUIDFromBytes(text).toString().substring(0, DIGEST_LENGTH);
    return RunInfo.OF_JMH + digest + (number == 1 ? "" : "-" + number);
  }
}
