package io.gatherbench.report.markup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An HTML page with styles and scripts inside; escapes text and attributes. Not thread-safe. */
public final class HtmlPage {

  private final StringBuilder text = new StringBuilder();

  /** Begins a page with the styles of {@code page.css}. */
  public HtmlPage(String title) {
    String head = resource("page.html");
    text.append(head.formatted(escaped(title), Svg.STYLE, resource("page.css")));
  }

  /**
   * Opens an element.
   *
   * @param name may include attributes that are always the same
   * @param attributes names and values in turn; one whose value is empty is left out
   */
  public HtmlPage open(String name, String... attributes) {
    text.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        text.append(" %s=\"%s\"".formatted(attributes[i], escaped(attributes[i + 1])));
      }
    }
    text.append('>');
    return this;
  }

  /** Closes elements, the innermost first, and ends the line. */
  public HtmlPage close(String... names) {
    return markup("</" + String.join("></", names) + ">\n");
  }

  /** Adds text, in which nothing is markup. */
  public HtmlPage text(String content) {
    return markup(escaped(content));
  }

  /** Adds an element that holds but text. */
  public HtmlPage element(String name, String content, String... attributes) {
    return open(name, attributes).text(content).close(name);
  }

  /** Adds a list of texts; nothing if there are none. */
  public HtmlPage list(List<String> items) {
    if (!items.isEmpty()) {
      open("ul");
      items.forEach(item -> element("li", item));
      close("ul");
    }
    return this;
  }

  /** Adds a list that opens when its heading is chosen. */
  public HtmlPage foldedList(String heading, List<String> items) {
    return open("details").element("summary", heading).list(items).close("details");
  }

  /** Adds text that opens when its heading is chosen. */
  public HtmlPage folded(String heading, List<String> lines) {
    open("details").element("summary", heading);
    return element("pre", String.join("\n", lines), "tabindex", "0").close("details");
  }

  /** Adds markup without escaping it. */
  public HtmlPage markup(String trusted) {
    text.append(trusted);
    return this;
  }

  /** Returns the length of the page so far, in characters. */
  public int length() {
    return text.length();
  }

  /** Cuts the page back to a length. */
  public void cut(int length) {
    text.setLength(length);
  }

  /** Adds a script of the jar, in a scope of its own. */
  public HtmlPage script(String resource, String... attributes) {
    open("script", attributes);
    return markup("\n'use strict';\n{\n" + resource(resource) + "}\n").close("script");
  }

  /** Returns the whole page. */
  public String end() {
    return text + "</body>\n</html>\n";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the jar", e);
    }
  }
}
