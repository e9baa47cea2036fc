package io.gatherbench.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rounding of shares such that they still add up to 100.0 %: by largest remainders. */
final class PercentRounding {

  private PercentRounding() {}

  /** Returns the shares of counts that are not negative, in per cent with one decimal. */
  static List<String> of(List<Long> counts) {
    long total = counts.stream().mapToLong(Long::longValue).sum();
    if (total == 0) {
      return counts.stream().map(count -> "0.0 %").toList();
    }
    List<Long> tenths = new ArrayList<>(counts.stream().map(c -> c * 1_000 / total).toList());
    long missing = 1_000 - tenths.stream().mapToLong(Long::longValue).sum();
    IntStream.range(0, counts.size())
        .boxed()
        .sorted(Comparator.comparingLong(i -> -(counts.get(i) * 1_000 % total)))
        .limit(missing)
        .forEach(i -> tenths.set(i, tenths.get(i) + 1));
    return tenths.stream().map(t -> t / 10 + "." + t % 10 + " %").toList();
  }
}
