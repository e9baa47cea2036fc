package io.gatherbench.run.jmh;

import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Finds benchmarks by JMH's regular expressions; a word that is a benchmark's name, in any case,
 * with or without its ending {@code Benchmark}, selects that one alone.
 */
public final class BenchmarkFinder {

  private static final String ENDING = "benchmark";

  private static final List<String> COMMANDS =
      List.of("compare", "first", "gate", "jdks", "load", "profile", "report", "stub", "trace");

  /** The greatest distance at which a word is taken for a mistyped name, in letters. */
  private static final int MOST_DIFFERENT = 2;

  private static final int MOST_NAMED = 30;

  private BenchmarkFinder() {}

  /**
   * Returns the benchmarks of a list that are chosen; throws if there is none.
   *
   * @param argument what a word of the user's can be, for the message
   * @param commands what else a word can be
   */
  public static Set<BenchmarkListEntry> find(
      BenchmarkList list, JmhOptions options, String argument, List<String> commands)
      throws UnusableInputException {
    OutputFormat silent = ForkRunner.silent(VerboseMode.SILENT);
    Set<BenchmarkListEntry> all = list.getAll(silent, List.of());
    List<String> classes = all.stream().map(BenchmarkFinder::className).distinct().toList();
    List<String> includes = new ArrayList<>();
    for (String word : options.getIncludes()) {
      includes.add(
          classes.stream()
              // In jars of others a word is JMH's regular expression and nothing else.
              .filter(name -> !commands.isEmpty() && shortName(name).equals(shortName(word)))
              .map(name -> "\\b" + Pattern.quote(name + "."))
              .findFirst()
              .orElse(word));
    }
    try {
      Set<BenchmarkListEntry> found = list.find(silent, includes, options.getExcludes());
      if (!found.isEmpty()) {
        return found;
      }
    } catch (PatternSyntaxException e) {
      throw new UnusableInputException(
          "regular expression", e.getPattern(), "Java's syntax (" + e.getDescription() + ")");
    }
    String words = String.join(" ", options.getIncludes());
    String or = commands.isEmpty() ? "" : "; or a command: " + String.join(", ", commands);
    String more = classes.size() > MOST_NAMED ? ", …" : "";
    String names =
        classes.stream()
            .map(BenchmarkFinder::withoutEnding)
            .sorted()
            .limit(MOST_NAMED)
            .collect(Collectors.joining(", ", "", more));
    throw new UnusableInputException(
        argument,
        words,
        nearest(words, classes, commands)
            .map(name -> "a name, perhaps " + name)
            .orElse("a part of one of " + names + or));
  }

  /** Returns those benchmarks of this jar that are chosen; throws if there is none. */
  static Set<BenchmarkListEntry> findOwn(JmhOptions options) throws UnusableInputException {
    return find(BenchmarkList.defaultList(), options, "benchmark or command", COMMANDS);
  }

  /** Returns options that choose those benchmarks of this jar. */
  public static Options chosen(JmhOptions options) throws UnusableInputException {
    ChainedOptionsBuilder builder = new OptionsBuilder().parent(options.withoutBenchmarks());
    findOwn(options)
        .forEach(entry -> builder.include("^" + Pattern.quote(entry.getUsername()) + "$"));
    return builder.build();
  }

  /**
   * Returns the benchmark or command that a word may mean; empty if it is like none. A word that
   * begins with a command's name, as that of its rows does, suggests the command.
   */
  private static Optional<String> nearest(
      String word, Collection<String> classes, List<String> commands) {
    String typed = shortName(word);
    List<String> names = new ArrayList<>();
    commands.stream().filter(typed::startsWith).forEach(name -> names.add("the command " + name));
    Stream.concat(classes.stream().map(BenchmarkFinder::withoutEnding), commands.stream())
        .filter(name -> distance(shortName(name), typed) <= MOST_DIFFERENT)
        .sorted(Comparator.comparingInt(name -> distance(shortName(name), typed)))
        .map(name -> commands.contains(name) ? "the command " + name : name)
        .forEach(names::add);
    return names.stream().findFirst();
  }

  private static String withoutEnding(String name) {
    return name.replaceFirst("(?<=.)Benchmark$", "");
  }

  private static String className(BenchmarkListEntry entry) {
    String name = Row.shortName(entry.getUsername());
    return name.substring(0, name.indexOf('.'));
  }

  private static String shortName(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return small.endsWith(ENDING) ? small.substring(0, small.length() - ENDING.length()) : small;
  }

  /** Returns the Levenshtein distance: letters to add, take away or replace. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
