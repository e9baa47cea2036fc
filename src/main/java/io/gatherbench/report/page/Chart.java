package io.gatherbench.report.page;

/** A chart of a page: a picture and the table of its numbers. */
interface Chart {

  String title();

  /** Returns whether there is anything to draw. */
  default boolean isDrawn() {
    return true;
  }

  /** Returns the picture: as a file of its own, with a heading, or as a part of a page. */
  String draw(int width, boolean file);

  /** Returns its numbers. */
  HtmlTable table();
}
