package io.gatherbench.report.text;

import java.util.function.Consumer;

/** Shows progress: on a terminal in one line, elsewhere a line each time. Not thread-safe. */
public final class ProgressLine implements Consumer<String>, AutoCloseable {

  private static final int WIDTH = 79;

  private final TerminalStream out;
  private final boolean terminal;

  /** Creates a line that nothing else shares, if {@code terminal}. */
  public ProgressLine(TerminalStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void accept(String text) {
    if (terminal) {
      String whole = TerminalStream.oneLine(text);
      String shown = whole.length() > WIDTH ? whole.substring(0, WIDTH) : whole;
      out.printAsIs("\r");
      out.print(shown + " ".repeat(WIDTH - shown.length()));
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Clears the line, so that something else can be printed. */
  public void clear() {
    if (terminal) {
      out.printAsIs("\r" + " ".repeat(WIDTH) + "\r");
      out.flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
