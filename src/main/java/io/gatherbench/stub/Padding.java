package io.gatherbench.stub;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** Makes bodies longer with spaces, which leave JSON and text what they are. */
final class Padding {

  private Padding() {}

  /** The body, followed by spaces up to a size that is larger than its own. */
  static Buffer to(int size, Buffer body) {
    return before(body.length(), size, body);
  }

  /** The body with spaces before the byte at {@code index}, up to a size larger than its own. */
  static Buffer before(int index, int size, Buffer body) {
    byte[] padded = new byte[size];
    int spaces = size - body.length();
    body.getBytes(0, index, padded);
    Arrays.fill(padded, index, index + spaces, (byte) ' ');
    body.getBytes(index, body.length(), padded, index + spaces);
    return Buffer.buffer(padded);
  }
}
