package io.gatherbench.compare;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of cells in reports: numbers, then times (2ms, 10ms, 1s), both by value, then text. */
enum CellOrder implements Comparator<List<String>> {
  INSTANCE;

  private static final Pattern NUMBER =
      Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,18})?)(ns|us|ms|s|m|h|)(.*)");

  private static final Map<String, String> NANOS =
      Map.of("", "1", "ns", "1", "us", "1e3", "ms", "1e6", "s", "1e9", "m", "60e9", "h", "3600e9");

  private static final Comparator<Key> KEYS =
      Comparator.comparing(Key::kind).thenComparing(Key::value).thenComparing(Key::text);

  private record Key(int kind, BigDecimal value, String text) {

    static Key of(String text) {
      Matcher number = NUMBER.matcher(text);
      if (!number.matches()) {
        return new Key(2, BigDecimal.ZERO, text);
      }
      String unit = number.group(2);
      BigDecimal value = new BigDecimal(number.group(1)).multiply(new BigDecimal(NANOS.get(unit)));
      return new Key(unit.isEmpty() ? 0 : 1, value, number.group(3));
    }
  }

  @Override
  public int compare(List<String> one, List<String> other) {
    int difference = 0;
    for (int i = 0; difference == 0 && i < one.size(); i++) {
      difference = KEYS.compare(Key.of(one.get(i)), Key.of(other.get(i)));
    }
    return difference;
  }
}
