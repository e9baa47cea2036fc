package io.gatherbench.report.text;

/** Markdown that shows a text as it is. */
public final class MarkdownText {

  private MarkdownText() {}

  /** Returns a text on one line, with tags, links, emphasis and code escaped. */
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
