package io.gatherbench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A filter that keeps rows with certain values of a column or parameter, or drops them. */
public record RowFilter(String name, List<String> values, boolean excludes) {

  /** A value, in double quotes, which are doubled inside, or without; then a comma or the end. */
  private static final Pattern VALUE =
      Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^\",][^,]*|))(,|\\z)");

  private static final String ALLOWED =
      "column=value, or column!=value, with further values after commas; a value with a comma in"
          + " double quotes";

  /** Reads {@code name=value,…} or {@code name!=value,…}; refuses anything else. */
  public static RowFilter parse(String text) throws IncomparableException {
    int equals = text.indexOf('=');
    boolean excludes = equals > 0 && text.charAt(equals - 1) == '!';
    String name = equals < 0 ? "" : text.substring(0, excludes ? equals - 1 : equals);
    if (name.isBlank()) {
      throw new IncomparableException("--filter", text, ALLOWED);
    }
    List<String> values = new ArrayList<>();
    Matcher value = VALUE.matcher(text.substring(equals + 1));
    boolean ended = false;
    while (!ended && value.find()) {
      String quoted = value.group(1);
      String plain = quoted == null ? value.group(2) : quoted.replace("\"\"", "\"");
      values.add(plain);
      ended = value.group(3).isEmpty();
    }
    if (!ended) {
      throw new IncomparableException("--filter", text, ALLOWED);
    }
    return new RowFilter(name.strip(), List.copyOf(values), excludes);
  }

  /** Returns the filter as {@link #parse} reads it. */
  @Override
  public String toString() {
    return name
        + (excludes ? "!=" : "=")
        + values.stream()
            .map(value -> value.matches("(?s).*[\",].*") ? quoted(value) : value)
            .collect(Collectors.joining(","));
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\"", "\"\"") + "\"";
  }

  /** Returns whether a row is kept; one without the column only if the filter excludes. */
  boolean keeps(CellKey key) {
    Optional<String> value = key.value(name);
    return (value.isPresent() && values.contains(value.get())) != excludes;
  }
}
