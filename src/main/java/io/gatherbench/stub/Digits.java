package io.gatherbench.stub;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;

/** Writes numbers into headers without a detour over characters. */
final class Digits {

  private Digits() {}

  /** The decimal digits of a number, 0 or more. */
  static AsciiString of(long number) {
    byte[] digits = new byte[count(number)];
    long rest = number;
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return new AsciiString(digits, false);
  }

  /** Writes the decimal digits of a number, 0 or more. */
  static void write(ByteBuf out, long number) {
    int first = out.writerIndex();
    int length = count(number);
    out.ensureWritable(length);
    long rest = number;
    for (int i = first + length - 1; i >= first; i--) {
      out.setByte(i, (int) ('0' + rest % 10));
      rest /= 10;
    }
    out.writerIndex(first + length);
  }

  private static int count(long number) {
    int length = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      length++;
    }
    return length;
  }
}
