package io.gatherbench.report;

/** Text from anywhere as Markdown that shows just this text. */
final class MarkdownText {

  private MarkdownText() {}

  /** On one line, without tags, links, emphasis or code. */
  static String of(String text) {
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
