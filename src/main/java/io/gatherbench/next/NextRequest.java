package io.gatherbench.next;

import io.gatherbench.results.UnusableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was asked for when the plan was begun.
 *
 * @param jdks as they were given, two or more; the first is the baseline
 * @param rounds of each part; 0 for its own
 * @param options that each part takes
 * @param ofJdks further options of {@code jdks}, and JMH's
 */
public record NextRequest(
    List<String> jdks, int rounds, List<String> options, List<String> ofJdks) {

  /** JMH's option that sets a parameter; each part has its own. */
  private static final Pattern PARAMETER = Pattern.compile("-p(\\w+=.*)?");

  /** Cells of the smallest part. */
  private static final int FEWEST_CELLS = 2;

  private static final Set<String> OF_ALL = Set.of("--seed", "--fork-limit");
  private static final Set<String> OF_JDKS = Set.of("--shard", "--heap");
  private static final Set<String> OF_THE_PLAN = Set.of("--plan", "--jdk", "--rounds");

  /**
   * Takes a command line apart.
   *
   * @param given options and their values, as they were given
   * @param jmh JMH's options
   * @throws UnusableInputException if there is an option that the parts set themselves
   */
  public static NextRequest of(List<String> jdks, int rounds, List<String> given, List<String> jmh)
      throws UnusableInputException {
    List<String> all = new ArrayList<>();
    List<String> ofJdks = new ArrayList<>();
    for (int i = 0; i < given.size(); i += 2) {
      String option = given.get(i);
      if (OF_ALL.contains(option)) {
        all.addAll(given.subList(i, i + 2));
      } else if (OF_JDKS.contains(option)) {
        check(option, given.get(i + 1));
        ofJdks.addAll(given.subList(i, i + 2));
      } else if (!OF_THE_PLAN.contains(option)) {
        throw new UnusableInputException(option + " cannot be combined with --plan next");
      }
    }
    for (String word : jmh) {
      if (PARAMETER.matcher(word).matches()) {
        throw new UnusableInputException(word + " cannot be combined with --plan next");
      }
    }
    ofJdks.addAll(jmh);
    return new NextRequest(jdks, rounds, all, ofJdks);
  }

  private static void check(String option, String value) throws UnusableInputException {
    int parts = option.equals("--shard") ? Integer.parseInt(value.replaceFirst(".*/", "")) : 1;
    if (parts > FEWEST_CELLS) {
      throw new UnusableInputException(
          option,
          value,
          "up to " + FEWEST_CELLS + " with --plan next, one part of which has no more");
    }
  }
}
