package io.gatherbench.report.text;

import java.util.regex.Pattern;

/** Text whose control characters and marks of direction are shown instead of obeyed. */
public final class VisibleText {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\u2028\u2029]");

  private VisibleText() {}

  /** Returns the text on one line, with escapes such as {@code \u001b}. */
  public static String of(String text) {
    return INVISIBLE
        .matcher(text)
        .replaceAll(match -> "\\\\u%04x".formatted((int) match.group().charAt(0)));
  }
}
