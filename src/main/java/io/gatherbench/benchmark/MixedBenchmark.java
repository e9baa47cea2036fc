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
 * Real services: wait, then parse and compute.
 *
 * <p><b>Question.</b> Each answer has to be parsed and computed with. Who does it, and what does
 * that cost: the event loop that brought the answer, a pool beside it, or the thread that waited?
 *
 * <p><b>One operation is</b> a gather of N GET requests, each with a latency; then the JSON of each
 * answer is parsed, and {@code rounds} rounds of SHA-256 computed over it. {@code where} says who
 * computes if the answer comes to a callback: {@code IN_PLACE} that callback's thread, {@code POOL}
 * a pool with a thread for each processor, which hands the result back to the loop. Threads that
 * wait, of either kind, compute themselves: for them {@code where} changes nothing.
 *
 * <p><b>Not included.</b> Connections, warm-up (with the same computation) and class loading, as in
 * {@link GatherBenchmark}.
 *
 * <p><b>Why the number can be trusted.</b> Every hash is checked. After each iteration the fork
 * finds the least time c that the computation takes on one processor. All of it comes after the
 * first answer: no strategy can beat a latency and N·c shared out among the processors, nor, in
 * place on an event loop, a latency and N·c. The ledger is held against the claim as in {@link
 * GatherBenchmark}. Expected: in place, the loop computes alone while the other processors idle,
 * and takes longer the more of them there are to miss; with the pool it is as fast as threads.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Mixed -p strategy=EVENT_LOOP,VIRTUAL_THREADS};
 * more work, {@code -p rounds=20000}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MixedBenchmark {

  /** Makes the requests and computes with the answers. */
  @Benchmark
  public List<Response> gather(MixedFixture fixture) throws IOException, InterruptedException {
    return fixture.gather();
  }
}
