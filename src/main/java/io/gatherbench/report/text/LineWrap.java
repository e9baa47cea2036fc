package io.gatherbench.report.text;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a limited width; those after the first are indented. */
public final class LineWrap {

  private LineWrap() {}

  /** The lines; a single word that is too long stays whole, and a number with its %. */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" (?!%)")) {
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
