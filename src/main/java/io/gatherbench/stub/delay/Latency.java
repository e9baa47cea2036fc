package io.gatherbench.stub.delay;

/**
 * How long the stub holds an answer back: always the same, or drawn from a distribution. A drawn
 * delay is a function of the seed and the request's number alone, so that every client that numbers
 * its requests alike meets the same delays, whatever order they arrive in.
 *
 * <p>Immutable. No delay is longer than {@link #MAX_NANOS}: what a distribution draws beyond is cut
 * to it.
 */
public sealed interface Latency {

  /** The longest latency, 60 seconds, in nanoseconds. */
  long MAX_NANOS = 60_000_000_000L;

  /** What {@link #parse} takes, in words that fit an error message. */
  String ALLOWED =
      "a number with a unit (ns, us, ms or s) from 0ms to 60s, or uniform:LEAST,MOST,"
          + " lognormal:MEDIAN,SIGMA, exponential:MEAN or pareto:LEAST,SHAPE with such numbers"
          + " (SIGMA 0 to 10, SHAPE 0.1 to 100)";

  /**
   * Reads a latency such as {@code 10ms}, {@code 1.5s}, {@code uniform:5ms,15ms}, {@code
   * lognormal:10ms,0.5}, {@code exponential:10ms} or {@code pareto:5ms,1.5}. A time without a unit
   * is refused: its unit would be a guess.
   *
   * @throws IllegalArgumentException if {@code text} is not of that form or out of range; the
   *     message says what is allowed
   */
  static Latency parse(String text) {
    return LatencyForm.parse(text);
  }

  /** The latency as it was given, for example {@code lognormal:10ms,0.5}. */
  String text();

  /**
   * The delay of one request in nanoseconds, 0 to {@link #MAX_NANOS}.
   *
   * @param seed picks one of the sequences of delays
   * @param requestNumber picks one delay of the sequence
   */
  long nanos(long seed, long requestNumber);

  /**
   * The least delay in nanoseconds that any request can get; of a fixed latency, the delay itself.
   */
  long nanos();

  /** {@link #nanos()} in milliseconds, with its fraction. */
  default double millis() {
    return nanos() / 1e6;
  }

  /**
   * Always the same delay.
   *
   * @param text as it was given
   * @param nanos the delay, 0 to {@link #MAX_NANOS}
   */
  record Fixed(String text, long nanos) implements Latency {
    @Override
    public long nanos(long seed, long requestNumber) {
      return nanos;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Evenly spread between two delays.
   *
   * @param text as it was given
   * @param nanos the least delay, 0 to {@code mostNanos}
   * @param mostNanos the longest delay, up to {@link #MAX_NANOS}
   */
  record Uniform(String text, long nanos, long mostNanos) implements Latency {
    @Override
    public long nanos(long seed, long requestNumber) {
      return nanos + (long) (SeededRandom.unit(seed, requestNumber, 0) * (mostNanos - nanos));
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * The shape of most measured response times: half of the delays below the median, and a long
   * tail.
   *
   * @param text as it was given
   * @param medianNanos the median delay, 0 to {@link #MAX_NANOS}
   * @param sigma standard deviation of the delay's natural logarithm, 0 to 10
   */
  record LogNormal(String text, long medianNanos, double sigma) implements Latency {
    @Override
    public long nanos(long seed, long requestNumber) {
      double first = SeededRandom.unit(seed, requestNumber, 0);
      double second = SeededRandom.unit(seed, requestNumber, 1);
      // Box and Muller's normal number. StrictMath, because Math may differ in the last bit from
      // one machine to the next.
      double normal =
          StrictMath.sqrt(-2 * StrictMath.log(first)) * StrictMath.cos(2 * Math.PI * second);
      return capped(medianNanos * StrictMath.exp(sigma * normal));
    }

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * The time to the next of events that happen independently at a constant rate.
   *
   * @param text as it was given
   * @param meanNanos the mean delay, 0 to {@link #MAX_NANOS}
   */
  record Exponential(String text, long meanNanos) implements Latency {
    @Override
    public long nanos(long seed, long requestNumber) {
      return capped(-meanNanos * StrictMath.log(SeededRandom.unit(seed, requestNumber, 0)));
    }

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A heavy tail: each time the delay doubles, the share of requests that wait longer shrinks by
   * the same factor.
   *
   * @param text as it was given
   * @param nanos the least delay, 0 to {@link #MAX_NANOS}
   * @param shape how fast the tail thins, 0.1 to 100; below 2 the variance has no limit
   */
  record Pareto(String text, long nanos, double shape) implements Latency {
    @Override
    public long nanos(long seed, long requestNumber) {
      return capped(nanos / StrictMath.pow(SeededRandom.unit(seed, requestNumber, 0), 1 / shape));
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static long capped(double nanos) {
    return nanos >= MAX_NANOS ? MAX_NANOS : (long) nanos;
  }
}
