package io.gatherbench.client.adapter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads a body line by line on the calling thread. */
final class Lines {

  private Lines() {}

  /** Passes on each line as it arrives, and closes the body at its end. */
  static void read(InputStream body, Consumer<String> lines) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
      }
    }
  }
}
