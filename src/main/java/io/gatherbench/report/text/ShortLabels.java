package io.gatherbench.report.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names with shorter words, or shortened in the middle, each still unlike the others. */
public final class ShortLabels {

  private static final String LEFT_OUT = "…";

  /**
   * Between letters and others: names are strategies with clients, such as VIRTUAL_THREADS (JDK).
   */
  private static final String ENDS_OF_WORDS = "(?<=\\p{L})(?=\\P{L})|(?<=\\P{L})(?=\\p{L})";

  /** Letters that are kept of each word: four, and three if these are too many. */
  private static final List<Integer> KEPT = List.of(4, 3);

  private ShortLabels() {}

  /**
   * Returns what is shown of each name.
   *
   * @param most characters of a label, 8 or more; only numbers that tell labels apart exceed them
   */
  public static Map<String, String> of(Collection<String> names, int most) {
    Map<String, String> labels = new HashMap<>();
    Set<String> taken = new HashSet<>();
    // Those that fit come first, so that no other takes their label.
    List<String> ordered =
        new LinkedHashSet<>(names)
            .stream().sorted(Comparator.comparing((String name) -> name.length() > most)).toList();
    for (String name : ordered) {
      String label = shortened(name, most);
      if (taken.contains(label)) {
        label = cut(name, most);
      }
      for (int number = 2; !taken.add(label); number++) {
        label = cut(name, most - 2) + " " + number;
      }
      labels.put(name, label);
    }
    return labels;
  }

  /** Returns a name with as many of its words shortened as needed, the longest first. */
  private static String shortened(String name, int most) {
    List<String> parts = new ArrayList<>(List.of(name.split(ENDS_OF_WORDS)));
    int length = name.length();
    for (int kept : KEPT) {
      while (length > most) {
        int longest = longest(parts);
        String word = longest < 0 ? "" : parts.get(longest);
        if (word.length() <= kept) {
          break;
        }
        parts.set(longest, word.substring(0, kept));
        length -= word.length() - kept;
      }
    }
    return length > most ? cut(name, most) : String.join("", parts);
  }

  /** Returns the place of the longest word, the first of several; -1 if there is none. */
  private static int longest(List<String> parts) {
    int longest = -1;
    for (int i = 0; i < parts.size(); i++) {
      boolean word = !parts.get(i).isEmpty() && Character.isLetter(parts.get(i).codePointAt(0));
      if (word && (longest < 0 || parts.get(i).length() > parts.get(longest).length())) {
        longest = i;
      }
    }
    return longest;
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
