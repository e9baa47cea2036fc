package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.AllStrategiesState;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a request costs when nothing waits.
 *
 * <p><b>Question.</b> Concurrency hides waiting. What is left when there is none to hide: how much
 * time, processor time and memory does one request take, alone and among 64, with each strategy? It
 * is the measured form of "async is only better with concurrency": at one request the strategies
 * differ only in their overhead.
 *
 * <p><b>One operation is</b> a gather of N GET requests that the stub answers at once, checked as
 * in {@link GatherBenchmark}. {@code cpu_per_request} is the processor time of the forked JVM
 * during the iteration, of all its threads but the compiler's, over the requests that it sent.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark}.
 * The stub's processor time is not in {@code cpu_per_request}, but it runs on the same processors:
 * the time of a gather of 64 is client and stub together, which on few cores take turns.
 *
 * <p><b>Why the number can be trusted.</b> The ledger proves the work as in {@link
 * GatherBenchmark}. Expected: with N = 1 no strategy is faster than {@code SEQUENTIAL} with the
 * same client by more than repeated runs differ. Processor time includes the collector's:
 * iterations are longer than the headline's, so that there are collections in each. {@code
 * alloc_per_request} is what all threads allocated, and the same as {@code gc.alloc.rate.norm} of
 * {@code -prof gc}.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar RequestCost}; with one client for all blocking
 * strategies, {@code -p client=APACHE}.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 1)
public class RequestCostBenchmark extends AllStrategiesState {

  @Param({"1", "64"})
  public int requests;

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTodos();
  }

  @Override
  protected Workload workload() {
    return workload(requests, "0ms");
  }
}
