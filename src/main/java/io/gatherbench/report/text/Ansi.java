package io.gatherbench.report.text;

/**
 * How emphasis is written: with a terminal's control sequences, or not at all.
 *
 * @param colours whether the text goes to a terminal that wants them
 */
public record Ansi(boolean colours) {

  /** Plain text. */
  public static final Ansi NONE = new Ansi(false);

  private static final String STRUCK = "\u001b[9m";
  private static final String PLAIN = "\u001b[0m";

  /** Struck through, for what does not count. */
  String struck(String text) {
    return colours ? STRUCK + text + PLAIN : text;
  }
}
