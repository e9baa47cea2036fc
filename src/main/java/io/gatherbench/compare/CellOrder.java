package io.gatherbench.compare;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of cells in a report, whatever the order of the rows. Numbers come by value, with or
 * without a unit: 4 before 64, 2ms before 10ms.
 */
enum CellOrder implements Comparator<List<String>> {
  /** The one order. */
  INSTANCE;

  private static final Pattern NUMBER = Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,18})?)(.*)");

  @Override
  public int compare(List<String> one, List<String> other) {
    int difference = 0;
    for (int i = 0; difference == 0 && i < one.size(); i++) {
      difference = compare(one.get(i), other.get(i));
    }
    return difference;
  }

  private static int compare(String one, String other) {
    Matcher first = NUMBER.matcher(one);
    Matcher second = NUMBER.matcher(other);
    if (first.matches() && second.matches() && first.group(2).equals(second.group(2))) {
      return new BigDecimal(first.group(1)).compareTo(new BigDecimal(second.group(1)));
    }
    return one.compareTo(other);
  }
}
