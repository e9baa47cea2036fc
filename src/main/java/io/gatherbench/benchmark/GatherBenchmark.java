package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.AllStrategiesState;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The headline: N equal requests, made as one unit.
 *
 * <p><b>Question.</b> N HTTP calls have to be made and each takes a while to be answered. How long
 * does it take until all responses are there, one after the other, with a pool, with virtual
 * threads, from an event loop?
 *
 * <p><b>One operation is</b> a gather: N GET requests sent, every body read whole, every status and
 * every byte of every response checked, responses in the order of the requests. Percentiles are
 * those of whole gathers in a closed loop: the next starts when the last is done.
 *
 * <p><b>Not included.</b> Opening connections, starting threads of a pool, class loading: the state
 * opens all connections before and makes requests, first without latency and then as measured,
 * until the just-in-time compiler has next to nothing left to do, for 20 to 40 s at most. That
 * warm-up is by work because waiting compiles nothing: without it, a fork that made 10 ms requests
 * one after the other saw some 500 in six seconds, ran them in the interpreter, and came out 11 to
 * 15 % above its bound instead of 2 to 5 %.
 *
 * <p><b>Why the number can be trusted.</b> The stub is a process of its own with a ledger. While
 * the connections are opened, with a latency long enough to send everything, the strategy must show
 * exactly the overlap that it claims, or the fork fails. In each measured iteration the requests
 * served must be those sent, none beyond the claim in flight, no connection opened, and no score
 * below its bound, or the iteration is void. Where a client is slower than the latency, the first
 * responses arrive before the last request is sent; tables say so, because then the client's speed
 * is measured rather than its concurrency.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar} for the headline plan; or {@code java -jar
 * benchmarks.jar Gather -p strategy=EVENT_LOOP,VIRTUAL_THREADS -p requests=64 -p latency=50ms}.
 */
@Warmup(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class GatherBenchmark extends AllStrategiesState {

  /** Requests in a gather, 1 to 10,000. */
  @Param({"4", "64"})
  public int requests;

  /** The stub's delay of each response. */
  @Param("10ms")
  public String latency;

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTodos();
  }

  @Override
  protected Workload workload() {
    return workload(requests, latency);
  }
}
