package io.gatherbench.client.adapter;

import io.gatherbench.client.LineSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads a body line by line on the calling thread. */
final class Lines {

  private Lines() {}

  /** Hands over each line of the body as it comes in, and closes the body at its end. */
  static void read(InputStream body, LineSink sink) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        sink.line(line);
      }
    }
  }
}
