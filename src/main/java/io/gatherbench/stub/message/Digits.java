package io.gatherbench.stub.message;

import io.netty.util.AsciiString;

/** Writes numbers into headers without a detour over characters. */
public final class Digits {

  private Digits() {}

  /** The decimal digits of a number, 0 or more. */
  public static AsciiString of(long number) {
    byte[] digits = new byte[count(number)];
    write(number, digits, 0, digits.length);
    return new AsciiString(digits, false);
  }

  /** How many decimal digits a number has, 0 or more. */
  public static int count(long number) {
    int count = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      count++;
    }
    return count;
  }

  /** Writes a number that has {@code count} digits. */
  public static void write(long number, byte[] target, int from, int count) {
    long rest = number;
    for (int i = from + count - 1; i >= from; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
