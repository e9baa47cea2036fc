package io.gatherbench.command;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Burns processor time in two methods, three parts in one and one in the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BurnBenchmark {

  private static final int PART = 20_000;
  private static final long FACTOR = 6364136223846793005L;

  private long seed = 1;

  /** As JMH wants it. */
  public BurnBenchmark() {}

  /** All four parts. */
  @Benchmark
  public long burn() {
    seed = three(seed) ^ one(seed);
    return seed;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static long three(long from) {
    long value = from;
    for (int i = 0; i < 3 * PART; i++) {
      value = value * FACTOR + i;
    }
    return value;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static long one(long from) {
    long value = from;
    for (int i = 0; i < PART; i++) {
      value = value * FACTOR + i;
    }
    return value;
  }
}
