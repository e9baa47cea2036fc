package io.gatherbench.client.adapter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits a body into lines while it arrives, piece by piece. Used by one thread at a time. */
final class LineSplitter {

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Creates a splitter; {@code lines} gets them in UTF-8 without their ends. */
  LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  void add(byte[] piece) {
    int start = 0;
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] == '\n') {
        line.write(piece, start, i - start);
        passOn();
        start = i + 1;
      }
    }
    line.write(piece, start, piece.length - start);
  }

  /** Passes on the last line, if it has no end. */
  void end() {
    if (line.size() > 0) {
      passOn();
    }
  }

  private void passOn() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
