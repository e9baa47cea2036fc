package io.gatherbench.command;

/** Amounts in words. */
final class Plural {

  private static final double SECONDS_OF_MINUTE = 60;

  private Plural() {}

  /** Such as {@code about 5 minutes}; nothing is said to take less than a minute. */
  static String minutes(double seconds) {
    long minutes = Math.max(1, Math.round(seconds / SECONDS_OF_MINUTE));
    return minutes == 1 ? "about a minute" : "about " + minutes + " minutes";
  }

  /** Such as {@code 1 cell} and {@code 2 cells}. */
  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
