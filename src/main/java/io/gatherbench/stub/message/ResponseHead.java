package io.gatherbench.stub.message;

import io.netty.util.AsciiString;
import java.util.Map;

/**
 * The head of a response: all that precedes its body. Immutable.
 *
 * @param status 200 to 599
 * @param type the content's type
 * @param headers beside the type, the length and the lateness; names in lower case
 * @param lateNanos the lateness that the response states
 */
public record ResponseHead(
    int status, AsciiString type, Map<String, String> headers, long lateNanos) {

  /** The header in which each response carries its own lateness. */
  public static final AsciiString LATENESS = AsciiString.cached("stub-lateness-nanos");

  /** Returns true if a response with that status has a body; those without have no length. */
  public boolean hasBody() {
    return status != 204 && status != 304;
  }

  /** Returns the decimal digits of a number, 0 or more. */
  public static AsciiString digits(long number) {
    byte[] digits = new byte[digitCount(number)];
    writeDigits(number, digits, 0, digits.length);
    return new AsciiString(digits, false);
  }

  /** Returns how many decimal digits a number has, 0 or more. */
  public static int digitCount(long number) {
    int count = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      count++;
    }
    return count;
  }

  /** Writes the {@code count} decimal digits of a number. */
  public static void writeDigits(long number, byte[] target, int from, int count) {
    long rest = number;
    for (int i = from + count - 1; i >= from; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
