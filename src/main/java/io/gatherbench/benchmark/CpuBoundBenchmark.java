package io.gatherbench.benchmark;

import io.gatherbench.client.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Work instead of waiting: what concurrency cannot give.
 *
 * <p><b>Question.</b> N tasks compute instead of waiting. What do the strategies that overlap
 * hundreds of waits make of that?
 *
 * <p><b>One operation is</b> N tasks of {@code rounds} rounds of SHA-256 each, over a block of
 * their own; every hash is checked, in the order of the tasks.
 *
 * <p><b>Not included.</b> The threads of the pool, and warm-up with the same tasks.
 *
 * <p><b>Why the number can be trusted.</b> After each iteration the fork finds the least time c
 * that one task takes on one processor. No strategy can beat N·c shared out evenly among the
 * processors, or N·c where one thread computes: one after the other, and on an event loop, whoever
 * awaits it. A score under that is void. Tasks started must be those that came back with the right
 * hash. Expected: overlap gives nothing, processors do. A pool of 64 threads is no faster than one
 * of as many as there are processors; virtual threads are as fast as a pool, and the event loop as
 * slow as one after the other.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar CpuBound}; pools, {@code -p strategy=THREAD_POOL
 * -p poolSize=1,2,4,64}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CpuBoundBenchmark {

  /** Computes, and waits until all is computed. */
  @Benchmark
  public List<Response> gather(ComputingFixture fixture) throws IOException, InterruptedException {
    return fixture.gather();
  }
}
