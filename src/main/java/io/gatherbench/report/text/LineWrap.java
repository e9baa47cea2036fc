package io.gatherbench.report.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in lines of limited width, with those after the first indented; see {@link TerminalStream}.
 */
public final class LineWrap {

  static final int COLUMNS = 100;

  private LineWrap() {}

  /** Returns the lines, at most 100 columns wide where no single word is longer. */
  public static List<String> lines(String text) {
    return lines(text, COLUMNS);
  }

  /** Returns the lines; a word that is too long stays whole, and so does a number with its %. */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : TerminalStream.oneLine(text).split(" (?!%)")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append("  ").append(word);
      } else {
        line.append(line.length() == 0 ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
