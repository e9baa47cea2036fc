package io.gatherbench.compare;

import java.util.List;
import java.util.Optional;

/** A filter that keeps rows with certain values of a column or parameter, or drops them. */
public record RowFilter(String name, List<String> values, boolean excludes) {

  /** Reads {@code name=value,…} or {@code name!=value,…}; refuses anything else. */
  public static RowFilter parse(String text) throws IncomparableException {
    int equals = text.indexOf('=');
    boolean excludes = equals > 0 && text.charAt(equals - 1) == '!';
    String name = equals < 0 ? "" : text.substring(0, excludes ? equals - 1 : equals);
    if (name.isBlank()) {
      throw new IncomparableException(
          "--filter", text, "column=value, or column!=value, with further values after commas");
    }
    return new RowFilter(
        name.strip(), List.of(text.substring(equals + 1).split(",", -1)), excludes);
  }

  /** Returns the filter as {@link #parse} reads it. */
  @Override
  public String toString() {
    return name + (excludes ? "!=" : "=") + String.join(",", values);
  }

  /** Returns whether a row is kept; one without the column only if the filter excludes. */
  boolean keeps(CellKey key) {
    Optional<String> value = key.value(name);
    return (value.isPresent() && values.contains(value.get())) != excludes;
  }
}
