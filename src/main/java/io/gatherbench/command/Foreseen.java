package io.gatherbench.command;

/** How long something is going to take, in words. */
final class Foreseen {

  private static final double SECONDS_OF_MINUTE = 60;

  private Foreseen() {}

  /** Such as {@code about 5 minutes}; nothing is said to take less than a minute. */
  static String minutes(double seconds) {
    long minutes = Math.max(1, Math.round(seconds / SECONDS_OF_MINUTE));
    return minutes == 1 ? "about a minute" : "about " + minutes + " minutes";
  }
}
