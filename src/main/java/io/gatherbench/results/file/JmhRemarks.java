package io.gatherbench.results.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What could not be taken from a file as it is, each with what it applies to. Not thread-safe. */
final class JmhRemarks {

  private static final int MOST_NAMED = 8;

  private final Map<String, Set<String>> namesByReason = new LinkedHashMap<>();

  void add(String reason, String name) {
    namesByReason.computeIfAbsent(reason, none -> new LinkedHashSet<>()).add(name);
  }

  /** Returns a sentence for each reason. */
  List<String> sentences(Path path) {
    List<String> sentences = new ArrayList<>();
    namesByReason.forEach(
        (reason, names) -> {
          int more = names.size() - MOST_NAMED;
          List<String> some = new ArrayList<>(names.stream().limit(MOST_NAMED).toList());
          if (more > 0) {
            some.add("and " + more + " more");
          }
          sentences.add(path + ": " + reason + ": " + String.join(", ", some));
        });
    return sentences;
  }
}
