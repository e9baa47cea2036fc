package io.gatherbench.report.page;

import io.gatherbench.report.markup.HtmlTable;

/** A chart of a page: a picture and the table of its numbers. */
interface Chart {

  String title();

  default boolean isDrawn() {
    return true;
  }

  /** Returns what the picture does not show; empty if it shows all. */
  default String remark() {
    return "";
  }

  /** Draws a file of its own, with a heading, or a part of a page. */
  String draw(int width, boolean file);

  HtmlTable table();
}
