package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.Bytes;
import java.util.Arrays;

/** Makes bodies longer with spaces, which leave JSON and text what they are. */
final class Padding {

  private Padding() {}

  /** The body, followed by spaces up to a size that is larger than its own. */
  static Bytes to(int size, Bytes body) {
    return before(body.length(), size, body);
  }

  /** The body with spaces before the byte at {@code index}, up to a size larger than its own. */
  static Bytes before(int index, int size, Bytes body) {
    byte[] padded = new byte[size];
    int spaces = size - body.length();
    body.slice(0, index).copyTo(padded, 0);
    Arrays.fill(padded, index, index + spaces, (byte) ' ');
    body.slice(index, body.length()).copyTo(padded, index + spaces);
    return Bytes.of(padded);
  }
}
