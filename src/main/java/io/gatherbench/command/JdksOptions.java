package io.gatherbench.command;

import io.gatherbench.plan.Shard;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jmh.PlanRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What {@code jdks} is told: options of its own, and the rest for JMH.
 *
 * @param jdks the arms, as given; none for all that are found
 * @param request what is to be measured
 * @param out the folder, or null for the default place
 * @param resume the folder to go on in, or null
 * @param help whether it is only to say what it can do
 */
record JdksOptions(List<String> jdks, PlanRequest request, Path out, Path resume, boolean help) {

  private static final Set<String> OWN =
      Set.of(
          "--jdk", "--plan", "--rounds", "--seed", "--shard", "--fork-limit", "--out", "--resume");

  private static final int MOST_ROUNDS = 10_000;
  private static final int DEFAULT_ROUNDS = 10;
  private static final int LONGEST_LIMIT_SECONDS = 86_400;

  static JdksOptions parse(List<String> words, Map<String, String> environment)
      throws UnusableInputException {
    List<String> jdks = new ArrayList<>();
    List<String> jmh = new ArrayList<>();
    List<String> recognised = new ArrayList<>();
    boolean costs = true;
    String plan = "headline";
    int rounds = DEFAULT_ROUNDS;
    long seed = RandomGenerator.getDefault().nextInt(1_000_000);
    Shard shard = Shard.WHOLE;
    int limit = 0;
    Path out = null;
    Path resume = null;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String name = word.startsWith("--") ? word.split("=", 2)[0] : word;
      if (!OWN.contains(name)) {
        if (word.equals("--no-costs")) {
          costs = false;
        } else {
          jmh.add(word);
        }
        recognised.add(word);
        continue;
      }
      String value =
          word.contains("=") ? word.split("=", 2)[1] : i + 1 < words.size() ? words.get(++i) : "";
      switch (name) {
        case "--jdk" -> jdks.add(value);
        case "--plan" -> plan = text(name, value, "headline, full, or a regular expression");
        case "--rounds" -> rounds = number(name, value, MOST_ROUNDS);
        case "--seed" -> seed = seed(value);
        case "--shard" -> {
          shard = Shard.parse(value, environment);
          value = shard.toString();
        }
        case "--fork-limit" -> limit = number(name, value, LONGEST_LIMIT_SECONDS);
        case "--out" -> out = folder(name, value);
        default -> resume = folder(name, value);
      }
      if (!name.equals("--out") && !name.equals("--resume")) {
        recognised.add(name);
        recognised.add(value);
      }
    }
    boolean help = words.contains("--help") || words.contains("-h");
    if (out != null && resume != null) {
      throw new UnusableInputException("--out", out.toString(), "not with --resume");
    }
    PlanRequest request =
        new PlanRequest(
            List.copyOf(recognised), plan, List.copyOf(jmh), rounds, seed, shard, limit, costs);
    return new JdksOptions(List.copyOf(jdks), request, out, resume, help);
  }

  private static String text(String name, String value, String allowed)
      throws UnusableInputException {
    if (value.isBlank()) {
      throw new UnusableInputException(name, value, allowed);
    }
    return value;
  }

  private static int number(String name, String value, int most) throws UnusableInputException {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw outOfRange(name, value, most);
    }
    throw outOfRange(name, value, most);
  }

  private static UnusableInputException outOfRange(String name, String value, int most) {
    return new UnusableInputException(name, value, "a whole number from 1 to " + most);
  }

  private static long seed(String value) throws UnusableInputException {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new UnusableInputException("--seed", value, "a whole number");
    }
  }

  private static Path folder(String name, String value) throws UnusableInputException {
    try {
      if (!value.isEmpty()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      throw new UnusableInputException(name, value, "a folder's path");
    }
    throw new UnusableInputException(name, value, "a folder's path");
  }
}
