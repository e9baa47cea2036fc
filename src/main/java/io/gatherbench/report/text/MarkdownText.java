package io.gatherbench.report.text;

/** Text from anywhere as Markdown that shows just this text. */
public final class MarkdownText {

  private MarkdownText() {}

  /** On one line, without tags, links, emphasis or code. */
  public static String of(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ")
        .replace("\\", "\\\\")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("`", "\\`")
        .replace("*", "\\*")
        .replace("](", "]\\(")
        .replaceAll("(?<![\\p{Alnum}])_|_(?![\\p{Alnum}])", "\\\\_");
  }
}
