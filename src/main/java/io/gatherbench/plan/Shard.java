package io.gatherbench.plan;

import io.gatherbench.results.UnusableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of a plan, each for a machine of its own. All variants of a cell are in one
 * part, because only they are compared with each other.
 *
 * @param index which part, from 1
 * @param count how many there are
 */
public record Shard(int index, int count) {

  /** The shard that is the whole plan. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** The environment variable with a pod's index, from 0, in an indexed job of Kubernetes. */
  static final String COMPLETION_INDEX = "JOB_COMPLETION_INDEX";

  private static final Pattern FORM = Pattern.compile("(?:(\\d{1,6})/)?(\\d{1,6})");
  private static final int MOST = 10_000;

  /**
   * Reads {@code i/n}, or {@code n} alone where the environment says which.
   *
   * @throws UnusableInputException if it is neither, or out of range
   */
  public static Shard parse(String text, Map<String, String> environment)
      throws UnusableInputException {
    String allowed =
        "i/n with i from 1 to n, n up to "
            + MOST
            + "; or n alone where "
            + COMPLETION_INDEX
            + " says which, from 0";
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new UnusableInputException("--shard", text, allowed);
    }
    int count = Integer.parseInt(form.group(2));
    int index;
    if (form.group(1) != null) {
      index = Integer.parseInt(form.group(1));
    } else {
      String completion = environment.getOrDefault(COMPLETION_INDEX, "");
      if (!completion.matches("\\d{1,6}")) {
        throw new UnusableInputException("--shard", text, allowed);
      }
      index = Integer.parseInt(completion) + 1;
    }
    if (count > MOST || index < 1 || index > count) {
      throw new UnusableInputException("--shard", index + "/" + count, allowed);
    }
    return new Shard(index, count);
  }

  /** Returns the elements of this part: every n-th, so that parts are alike. */
  public <T> List<T> of(List<T> all) {
    List<T> mine = new ArrayList<>();
    for (int i = index - 1; i < all.size(); i += count) {
      mine.add(all.get(i));
    }
    return mine;
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
