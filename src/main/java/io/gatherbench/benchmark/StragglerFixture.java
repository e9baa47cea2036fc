package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.TodosState;
import io.gatherbench.stub.delay.Latency;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Param;

/**
 * A gather of requests with unequal latencies, one of them much longer than the rest. The latencies
 * are drawn here, once, and sent with the requests, so that the bound is known to the nanosecond
 * and all strategies meet the same ones.
 */
public class StragglerFixture extends TodosState {

  /** Requests in a gather, 1 to 10,000. */
  @Param("64")
  public int requests;

  /** The median latency of all but one. */
  @Param("10ms")
  public String latency;

  /** How much they differ, 0 to 10: the standard deviation of their logarithms. */
  @Param("0.5")
  public String sigma;

  /** The latency of the one in the middle. */
  @Param("200ms")
  public String straggler;

  /** Picks one of the sequences of latencies. */
  @Param("1")
  public long seed;

  /** As JMH wants it. */
  public StragglerFixture() {}

  @Override
  protected int count() {
    return requests;
  }

  @Override
  protected String latency(int id) {
    return nanos(id) + "ns";
  }

  /**
   * The longest, or the sum shared out evenly among as many as overlap, whichever is more. One
   * after the other that is the sum; where all overlap, it is the longest.
   */
  @Override
  protected double boundMillis() {
    long longest = all().max().orElse(0);
    double share = (double) all().sum() / strategy.overlap(requests, limits());
    return Math.max(longest, share) / 1e6;
  }

  private LongStream all() {
    return LongStream.rangeClosed(1, requests).map(this::nanos);
  }

  private long nanos(long id) {
    return id == (requests + 1) / 2
        ? Latency.parse(straggler).nanos()
        : Latency.parse("lognormal:" + latency + "," + sigma).nanos(seed, id);
  }
}
