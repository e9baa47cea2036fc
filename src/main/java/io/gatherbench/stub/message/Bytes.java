package io.gatherbench.stub.message;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A part of a byte array, which must not be changed any more. Immutable; slices are no copies. */
public final class Bytes {

  public static final Bytes NONE = of(new byte[0]);

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

  /** Returns these bytes with spaces before an index, so that they are {@code size} in all. */
  public Bytes padded(int index, int size) {
    byte[] padded = new byte[size];
    int rest = length - index;
    System.arraycopy(array, from, padded, 0, index);
    Arrays.fill(padded, index, size - rest, (byte) ' ');
    System.arraycopy(array, from + index, padded, size - rest, rest);
    return of(padded);
  }

  /** Returns bytes {@code start} to {@code end}, excluded, of these and of spaces behind them. */
  public Bytes paddedSlice(int start, int end) {
    if (end <= length) {
      return slice(start, end);
    }
    Bytes rest = start < length ? slice(start, length) : NONE;
    return rest.padded(rest.length, end - start);
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
