package io.gatherbench.benchmark.load;

import java.util.concurrent.TimeUnit;

/** The mean of the requests in flight, by one sample of a counter in each of equal intervals. */
final class InFlightSamples {

  /**
   * A sample that is later is of another time: the thread had to wait for a processor. As releases
   * are as late, samples that are 0.2 ms late miss 0.1 requests of 500 a second.
   */
  private static final long LATE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private long count;
  private double sum;
  private double squaredSteps;
  private double ofLateSamples;
  private double last;
  private long known;
  private long peak;

  /**
   * Adds a sample. While the thread that samples waits it releases nothing, so that the counter can
   * only have fallen since it was {@link #known}: of a late sample the middle is taken.
   */
  void add(long lateNanos, long inFlight) {
    boolean late = lateNanos > LATE_NANOS;
    double value = late ? (known + inFlight) / 2.0 : inFlight;
    ofLateSamples += late ? Math.abs(known - inFlight) / 2.0 : 0;
    squaredSteps += (value - last) * (value - last);
    last = value;
    sum += value;
    count++;
  }

  /** Sets what the counter is now, after samples or a release. */
  void known(long inFlight) {
    known = inFlight;
    peak = Math.max(peak, inFlight);
  }

  long peak() {
    return peak;
  }

  double mean() {
    return count == 0 ? 0 : sum / count;
  }

  /**
   * Returns a standard error of the mean, estimated from the steps between successive samples: too
   * large rather than too small. In four of them is the whole of what late samples leave open.
   */
  double error() {
    return count == 0 ? 0 : (Math.sqrt(squaredSteps / 2) + ofLateSamples / 4) / count;
  }
}
