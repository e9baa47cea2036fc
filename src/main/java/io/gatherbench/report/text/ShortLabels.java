package io.gatherbench.report.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Names shortened in the middle, each still unlike the others. */
public final class ShortLabels {

  private static final String LEFT_OUT = "…";

  private ShortLabels() {}

  /**
   * Returns what is shown of each name.
   *
   * @param most characters of a label, 8 or more; only numbers that tell labels apart exceed them
   */
  public static Map<String, String> of(Collection<String> names, int most) {
    Map<String, String> labels = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (String name : new LinkedHashSet<>(names)) {
      String label = cut(name, most);
      for (int number = 2; !taken.add(label); number++) {
        label = cut(name, most - 2) + " " + number;
      }
      labels.put(name, label);
    }
    return labels;
  }

  /** Returns the beginning and the end: that is where names of cells differ. */
  private static String cut(String name, int most) {
    int end = (most - 1) / 2;
    int start = most - 1 - end;
    return name.length() <= most
        ? name
        : name.substring(0, start) + LEFT_OUT + name.substring(name.length() - end);
  }
}
