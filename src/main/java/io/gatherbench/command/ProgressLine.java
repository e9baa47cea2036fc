package io.gatherbench.command;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Shows progress: on a terminal in one line, elsewhere a line each time. Not thread-safe. */
final class ProgressLine implements Consumer<String>, AutoCloseable {

  private static final int WIDTH = 79;

  private final PrintStream out;
  private final boolean terminal;

  ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void accept(String text) {
    if (terminal) {
      String shown = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
      out.print("\r" + shown + " ".repeat(WIDTH - shown.length()));
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Clears the line, so that something else can be printed. */
  void clear() {
    if (terminal) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      out.flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
