package io.gatherbench.plan;

import io.gatherbench.results.UnusableInputException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several parts of a plan, each for a machine of its own, numbered from 1. All variants of a
 * cell are in one part, because only they are compared with each other.
 */
public record Shard(int index, int count) {

  /** The shard that is the whole plan. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** The environment variable with a pod's index, from 0, in an indexed job of Kubernetes. */
  private static final String COMPLETION_INDEX = "JOB_COMPLETION_INDEX";

  private static final Pattern FORM = Pattern.compile("(\\d{1,7})/(\\d{1,6})");
  private static final int MOST = 10_000;

  /** Reads {@code i/n}, or {@code n} alone where the environment says which; refuses the rest. */
  public static Shard parse(String text, Map<String, String> environment)
      throws UnusableInputException {
    String completion = environment.getOrDefault(COMPLETION_INDEX, "");
    boolean pod = !text.contains("/") && completion.matches("\\d{1,6}");
    String whole = pod ? Integer.parseInt(completion) + 1 + "/" + text : text;
    Matcher form = FORM.matcher(whole);
    if (form.matches()) {
      Shard shard = new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
      if (shard.index >= 1 && shard.index <= shard.count && shard.count <= MOST) {
        return shard;
      }
    }
    String allowed = "i/n with i from 1 to n, n up to %d; or n alone where %s says which, from 0";
    throw new UnusableInputException("--shard", whole, allowed.formatted(MOST, COMPLETION_INDEX));
  }

  /** Returns the elements of this part: every n-th, so that parts are alike. */
  public <T> List<T> of(List<T> all) {
    return IntStream.range(0, all.size())
        .filter(i -> i % count == index - 1)
        .mapToObj(all::get)
        .toList();
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
