package io.gatherbench.report.text;

import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * A stream to a terminal on which no text of others can move the cursor, change colours or turn the
 * order of letters. Control characters are shown by their number, as Java has it: a backslash, u
 * and four digits. Fields of tables and wrapped lines go through {@link #oneLine} before.
 */
public final class TerminalStream extends PrintStream {

  /** Control and format characters (bidirectional ones among them), and separators of lines. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\t\\n]]");

  private static final Pattern INVISIBLE_OR_LINE_END =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private final PrintStream plain;

  /** Creates a stream that writes to another one, in its encoding. */
  public TerminalStream(PrintStream plain) {
    super(plain, true);
    this.plain = plain;
  }

  /** Returns a text in which control characters are shown, line ends and tabs among them. */
  public static String oneLine(String text) {
    return shown(INVISIBLE_OR_LINE_END, text);
  }

  @Override
  public void print(String text) {
    plain.print(shown(INVISIBLE, String.valueOf(text)));
  }

  @Override
  public void print(Object object) {
    print(String.valueOf(object));
  }

  @Override
  public void println(String text) {
    plain.println(shown(INVISIBLE, String.valueOf(text)));
  }

  /** Prints a text as it is: control sequences of ours, or data for programs. */
  public void printAsIs(String text) {
    plain.print(text);
  }

  private static String shown(Pattern invisible, String text) {
    return invisible
        .matcher(text)
        .replaceAll(
            match -> {
              StringBuilder shown = new StringBuilder();
              for (char unit : match.group().toCharArray()) {
                // The replacement takes two backslashes for one.
                shown.append("\\\\u%04x".formatted((int) unit));
              }
              return shown.toString();
            });
  }
}
