package io.gatherbench.stub.delay;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the stub delays a response: always the same, or drawn from a distribution. A drawn delay
 * is a function of the seed and the request's number alone, so that clients that number requests
 * alike get the same delays, in any order of arrival. Longer draws are cut to {@link #MAX_NANOS}.
 * Immutable.
 */
public final class Latency {

  /** The longest latency, 60 seconds, in nanoseconds. */
  public static final long MAX_NANOS = 60_000_000_000L;

  /** What {@link #parse} accepts, for an error message. */
  public static final String ALLOWED =
      "a number with a unit (ns, us, ms or s) from 0ms to 60s, or uniform:LEAST,MOST,"
          + " lognormal:MEDIAN,SIGMA, exponential:MEAN or pareto:LEAST,SHAPE with such numbers"
          + " (SIGMA 0 to 10, SHAPE 0.1 to 100)";

  private static final Pattern TIME = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|ms|s)");
  private static final List<String> UNITS = List.of("ns", "us", "ms", "s");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(?:\\.\\d{1,9})?");

  public static final Latency NONE = parse("0ms");

  private interface Distribution {
    long draw(long seed, long requestNumber);
  }

  private final String text;
  private final long leastNanos;

  /** Null if all delays are the same. */
  private final Distribution distribution;

  private Latency(String text, long leastNanos, Distribution distribution) {
    this.text = text;
    this.leastNanos = leastNanos;
    this.distribution = distribution;
  }

  /**
   * Parses a latency such as {@code 10ms} or {@code uniform:5ms,15ms}; {@link #ALLOWED} has all
   * forms. A time without a unit is refused: its unit would be a guess.
   *
   * @throws IllegalArgumentException if it is none of these; the message says what is allowed
   */
  public static Latency parse(String text) {
    int colon = text.indexOf(':');
    String[] numbers = text.substring(colon + 1).split(",", -1);
    long first = time(numbers[0]);
    // StrictMath, because Math may differ in the last bit from one machine to the next.
    return switch (text.substring(0, colon + 1) + numbers.length) {
      case "1" -> new Latency(text, first, null);
      case "uniform:2" -> {
        long range = time(numbers[1]) - first;
        if (range < 0) {
          throw notAllowed();
        }
        yield new Latency(text, first, (seed, n) -> first + (long) (unit(seed, n) * range));
      }
      case "lognormal:2" -> lognormal(text, first, number(numbers[1], 0, 10));
      case "exponential:1" ->
          new Latency(text, 0, (seed, n) -> capped(-first * StrictMath.log(unit(seed, n))));
      case "pareto:2" -> {
        double power = 1 / number(numbers[1], 0.1, 100);
        yield new Latency(
            text, first, (seed, n) -> capped(first / StrictMath.pow(unit(seed, n), power)));
      }
      default -> throw notAllowed();
    };
  }

  private static Latency lognormal(String text, long median, double sigma) {
    return new Latency(
        text,
        0,
        (seed, n) -> {
          // A normal number by the method of Box and Muller.
          double angle = 2 * Math.PI * SeededRandom.unit(seed, n, 1);
          double radius = StrictMath.sqrt(-2 * StrictMath.log(unit(seed, n)));
          return capped(median * StrictMath.exp(sigma * (radius * StrictMath.cos(angle))));
        });
  }

  private static double unit(long seed, long requestNumber) {
    return SeededRandom.unit(seed, requestNumber, 0);
  }

  public boolean isFixed() {
    return distribution == null;
  }

  /** Returns the delay of one request of a seed's sequence, in nanoseconds. */
  public long nanos(long seed, long requestNumber) {
    return isFixed() ? leastNanos : distribution.draw(seed, requestNumber);
  }

  /** Returns the least delay in nanoseconds; of a fixed latency, the delay itself. */
  public long nanos() {
    return leastNanos;
  }

  /** Returns {@link #nanos()} in milliseconds, with its fraction. */
  public double millis() {
    return nanos() / 1e6;
  }

  @Override
  public String toString() {
    return text;
  }

  private static long capped(double nanos) {
    return nanos >= MAX_NANOS ? MAX_NANOS : (long) nanos;
  }

  private static long time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw notAllowed();
    }
    int digits = 3 * UNITS.indexOf(time.group(2));
    BigDecimal nanos = new BigDecimal(time.group(1)).movePointRight(digits);
    if (nanos.compareTo(BigDecimal.valueOf(MAX_NANOS)) > 0) {
      throw notAllowed();
    }
    return nanos.longValue();
  }

  private static double number(String text, double least, double most) {
    double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : -1;
    if (number < least || number > most) {
      throw notAllowed();
    }
    return number;
  }

  private static IllegalArgumentException notAllowed() {
    return new IllegalArgumentException(ALLOWED);
  }
}
