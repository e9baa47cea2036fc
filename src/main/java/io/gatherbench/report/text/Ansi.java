package io.gatherbench.report.text;

/**
 * Emphasis by a terminal's control sequences, or none.
 *
 * @param colours whether control sequences are written
 */
public record Ansi(boolean colours) {

  /** Plain text. */
  public static final Ansi NONE = new Ansi(false);

  private static final String STRUCK = "\u001b[9m";
  private static final String PLAIN = "\u001b[0m";

  /** Returns a text struck through, for void values. */
  String struck(String text) {
    return colours ? STRUCK + text + PLAIN : text;
  }
}
