package io.gatherbench.stub.message;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A part of an array of bytes, which nobody changes: bodies. Nothing has to be released, and a part
 * of a part is no copy.
 */
public final class Bytes {

  /** None at all. */
  public static final Bytes NONE = of(new byte[0]);

  private final byte[] array;
  private final int from;
  private final int length;

  private Bytes(byte[] array, int from, int length) {
    this.array = array;
    this.from = from;
    this.length = length;
  }

  /** All of an array, which must not be changed any more. */
  public static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /** The first bytes of an array, which must not be changed any more. */
  public static Bytes of(byte[] array, int length) {
    return new Bytes(array, 0, length);
  }

  /** A text in UTF-8. */
  public static Bytes of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** JSON as text. */
  public static Bytes of(JsonObject json) {
    return of(json.encode());
  }

  public int length() {
    return length;
  }

  public byte at(int index) {
    return array[from + index];
  }

  /** Those from an index to the one before another. */
  public Bytes slice(int start, int end) {
    return new Bytes(array, from + start, end - start);
  }

  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, from, target, at, length);
  }

  public void writeTo(ByteBuf out) {
    out.writeBytes(array, from, length);
  }

  /** A copy, as the parser of JSON takes it. */
  public Buffer toBuffer() {
    return Buffer.buffer(Arrays.copyOfRange(array, from, from + length));
  }

  /** As text in UTF-8. */
  @Override
  public String toString() {
    return new String(array, from, length, StandardCharsets.UTF_8);
  }
}
