package io.gatherbench.stub.message;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A part of a byte array, which must not be changed any more. Immutable; slices are no copies. */
public final class Bytes {

  public static final Bytes NONE = of(new byte[0]);

  private static final Bytes SPACES = of(" ".repeat(1 << 16));

  private final byte[] array;
  private final int from;
  private final int length;

  private Bytes(byte[] array, int from, int length) {
    this.array = array;
    this.from = from;
    this.length = length;
  }

  /** Wraps an array, which must not be changed any more. */
  public static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /** Wraps the first bytes of an array, which must not be changed any more. */
  public static Bytes of(byte[] array, int length) {
    return new Bytes(array, 0, length);
  }

  public static Bytes of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return length;
  }

  public byte at(int index) {
    return array[from + index];
  }

  /** Returns the bytes from {@code start}, included, to {@code end}, excluded. */
  public Bytes slice(int start, int end) {
    return new Bytes(array, from + start, end - start);
  }

  /** Returns bytes {@code start} to {@code end}, excluded, of these and of spaces behind them. */
  public Bytes paddedSlice(int start, int end) {
    return paddedSlice(length, end, start, end);
  }

  /**
   * Returns bytes {@code start} to {@code end}, excluded, of these with spaces before an index, so
   * that they are {@code size} in all. Spaces alone are no copies.
   */
  public Bytes paddedSlice(int index, int size, int start, int end) {
    int shift = size - length;
    if (end <= index || shift <= 0) {
      return slice(start, end);
    }
    if (start >= index + shift) {
      return slice(start - shift, end - shift);
    }
    if (start >= index && end <= index + shift && end - start <= SPACES.length) {
      return SPACES.slice(0, end - start);
    }
    byte[] part = new byte[end - start];
    Arrays.fill(part, (byte) ' ');
    for (int i = start; i < end; i++) {
      if (i < index) {
        part[i - start] = at(i);
      } else if (i >= index + shift) {
        part[i - start] = at(i - shift);
      }
    }
    return of(part);
  }

  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, from, target, at, length);
  }

  public void writeTo(ByteBuf out) {
    out.writeBytes(array, from, length);
  }

  @Override
  public String toString() {
    return new String(array, from, length, StandardCharsets.UTF_8);
  }
}
