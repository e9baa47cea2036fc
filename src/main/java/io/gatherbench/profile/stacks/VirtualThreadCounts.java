package io.gatherbench.profile.stacks;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Virtual threads as the JDK's flight recorder counted them in one fork.
 *
 * @param started the number of threads started while it recorded
 * @param carriers the number of platform threads that carried them; 0 if unknown
 * @param pinned the number of waits that kept the carrier, by stack: the reason, where the JDK says
 *     it, and the methods with {@code <} between them, the innermost first
 */
public record VirtualThreadCounts(long started, long carriers, Map<String, Long> pinned) {

  public VirtualThreadCounts {
    pinned = Map.copyOf(pinned);
  }

  /** Returns the stacks with their counts, the most frequent first. */
  public List<Map.Entry<String, Long>> pinnedStacks() {
    return pinned.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .toList();
  }

  /** Returns the number of waits that kept the carrier as text, such as {@code pinned once}. */
  public String pinnedInWords() {
    long times = pinned.values().stream().mapToLong(Long::longValue).sum();
    return times == 0 ? "never pinned" : times == 1 ? "pinned once" : "pinned " + times + " times";
  }
}
