package io.gatherbench.profile.stacks;

import java.util.Map;

/**
 * What the JDK's flight recorder saw of virtual threads, in a fork of its own.
 *
 * @param started how many were started while it recorded
 * @param carriers platform threads that carried them; 0 if that is not known
 * @param pinned how often one waited without giving up its carrier, by its stack: the reason where
 *     the JDK says one, and methods with {@code <} between them, the innermost first
 */
public record VirtualThreadCounts(long started, long carriers, Map<String, Long> pinned) {

  public VirtualThreadCounts {
    pinned = Map.copyOf(pinned);
  }

  /** How often a virtual thread waited without giving up its carrier. */
  public long pinnedInAll() {
    return pinned.values().stream().mapToLong(Long::longValue).sum();
  }
}
