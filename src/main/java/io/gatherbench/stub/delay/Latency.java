package io.gatherbench.stub.delay;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the stub delays a response: always the same, or drawn from a distribution. A drawn delay
 * is a function of the seed and the request's number alone, so that all clients that number their
 * requests alike get the same delays, in whatever order the requests arrive.
 *
 * <p>Immutable. No delay is longer than {@link #MAX_NANOS}: longer draws are cut to it.
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
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(?:\\.\\d{1,9})?");

  /** No delay. */
  public static final Latency NONE = parse("0ms");

  private enum Distribution {
    FIXED,
    UNIFORM,
    LOGNORMAL,
    EXPONENTIAL,
    PARETO
  }

  private final String text;
  private final Distribution distribution;

  /** The delay itself, the least delay, the median or the mean, as the distribution has it. */
  private final long nanos;

  /** The longest delay in nanoseconds, the sigma or the shape, as the distribution has it. */
  private final double second;

  private Latency(String text, Distribution distribution, long nanos, double second) {
    this.text = text;
    this.distribution = distribution;
    this.nanos = nanos;
    this.second = second;
  }

  /**
   * Parses a latency such as {@code 10ms}, {@code 1.5s}, {@code uniform:5ms,15ms}, {@code
   * lognormal:10ms,0.5}, {@code exponential:10ms} or {@code pareto:5ms,1.5}. A time without a unit
   * is refused: its unit would be a guess.
   *
   * @throws IllegalArgumentException if {@code text} is not of that form or out of range; the
   *     message says what is allowed
   */
  public static Latency parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new Latency(text, Distribution.FIXED, time(text), 0);
    }
    Distribution distribution =
        switch (text.substring(0, colon)) {
          case "uniform" -> Distribution.UNIFORM;
          case "lognormal" -> Distribution.LOGNORMAL;
          case "exponential" -> Distribution.EXPONENTIAL;
          case "pareto" -> Distribution.PARETO;
          default -> throw notAllowed();
        };
    String[] numbers = text.substring(colon + 1).split(",", -1);
    if (numbers.length != (distribution == Distribution.EXPONENTIAL ? 1 : 2)) {
      throw notAllowed();
    }
    long nanos = time(numbers[0]);
    double second =
        switch (distribution) {
          case UNIFORM -> time(numbers[1]);
          case LOGNORMAL -> number(numbers[1], 0, 10);
          case PARETO -> number(numbers[1], 0.1, 100);
          case FIXED, EXPONENTIAL -> 0;
        };
    if (distribution == Distribution.UNIFORM && second < nanos) {
      throw notAllowed();
    }
    return new Latency(text, distribution, nanos, second);
  }

  /** Returns true if all requests have the same delay. */
  public boolean isFixed() {
    return distribution == Distribution.FIXED;
  }

  /**
   * Returns the delay of one request in nanoseconds, 0 to {@link #MAX_NANOS}.
   *
   * @param seed selects one of the sequences of delays
   * @param requestNumber selects one delay of the sequence
   */
  public long nanos(long seed, long requestNumber) {
    if (isFixed()) {
      return nanos;
    }
    double unit = SeededRandom.unit(seed, requestNumber, 0);
    // StrictMath, because Math may differ in the last bit from one machine to the next.
    return switch (distribution) {
      case FIXED -> nanos;
      case UNIFORM -> nanos + (long) (unit * (second - nanos));
      case LOGNORMAL -> {
        // A normal number by the method of Box and Muller.
        double angle = 2 * Math.PI * SeededRandom.unit(seed, requestNumber, 1);
        double normal = StrictMath.sqrt(-2 * StrictMath.log(unit)) * StrictMath.cos(angle);
        yield capped(nanos * StrictMath.exp(second * normal));
      }
      case EXPONENTIAL -> capped(-nanos * StrictMath.log(unit));
      case PARETO -> capped(nanos / StrictMath.pow(unit, 1 / second));
    };
  }

  /** Returns the least delay in nanoseconds; of a fixed latency, the delay itself. */
  public long nanos() {
    return switch (distribution) {
      case FIXED, UNIFORM, PARETO -> nanos;
      case LOGNORMAL, EXPONENTIAL -> 0;
    };
  }

  /** Returns {@link #nanos()} in milliseconds, with its fraction. */
  public double millis() {
    return nanos() / 1e6;
  }

  /** Returns the text that was parsed, for example {@code lognormal:10ms,0.5}. */
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
    int digits =
        switch (time.group(2)) {
          case "ns" -> 0;
          case "us" -> 3;
          case "ms" -> 6;
          default -> 9;
        };
    BigDecimal nanos = new BigDecimal(time.group(1)).movePointRight(digits);
    if (nanos.compareTo(BigDecimal.valueOf(MAX_NANOS)) > 0) {
      throw notAllowed();
    }
    return nanos.longValue();
  }

  private static double number(String text, double least, double most) {
    if (NUMBER.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw notAllowed();
  }

  private static IllegalArgumentException notAllowed() {
    return new IllegalArgumentException(ALLOWED);
  }
}
