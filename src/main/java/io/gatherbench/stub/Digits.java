package io.gatherbench.stub;

import io.netty.util.AsciiString;

/** Writes numbers into headers without a detour over characters. */
final class Digits {

  private Digits() {}

  /** The decimal digits of a number, 0 or more. */
  static AsciiString of(long number) {
    int length = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      length++;
    }
    byte[] digits = new byte[length];
    long rest = number;
    for (int i = length - 1; i >= 0; i--) {
      digits[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return new AsciiString(digits, false);
  }
}
