package io.gatherbench.stub;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the stub holds an answer back. Immutable.
 *
 * @param text the latency as it was given, for example {@code 10ms}
 * @param nanos the same in nanoseconds, 0 to {@link #MAX_NANOS}
 */
public record Latency(String text, long nanos) {

  /** The longest latency, 60 seconds, in nanoseconds. */
  public static final long MAX_NANOS = 60_000_000_000L;

  /** What {@link #parse} takes, in words that fit an error message. */
  public static final String ALLOWED = "a number with a unit (ns, us, ms or s) from 0ms to 60s";

  private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|ms|s)");

  /**
   * Reads a latency such as {@code 10ms}, {@code 500us} or {@code 1.5s}. A bare number is refused:
   * its unit would be a guess.
   *
   * @throws IllegalArgumentException if {@code text} is not of that form or out of range; the
   *     message says what is allowed
   */
  public static Latency parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(ALLOWED);
    }
    BigDecimal nanos = new BigDecimal(form.group(1)).multiply(unitNanos(form.group(2)));
    if (nanos.compareTo(BigDecimal.valueOf(MAX_NANOS)) > 0) {
      throw new IllegalArgumentException(ALLOWED);
    }
    return new Latency(text, nanos.longValue());
  }

  /** The latency in milliseconds, with its fraction. */
  public double millis() {
    return nanos / 1e6;
  }

  @Override
  public String toString() {
    return text;
  }

  private static BigDecimal unitNanos(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "ns" -> BigDecimal.ONE;
      case "us" -> BigDecimal.valueOf(1_000);
      case "ms" -> BigDecimal.valueOf(1_000_000);
      default -> BigDecimal.valueOf(1_000_000_000);
    };
  }
}
