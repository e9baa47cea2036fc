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
 * A blocking call on the event loop: {@code time.sleep} in a coroutine.
 *
 * <p><b>Question.</b> After each answer a call blocks for a few milliseconds, a database driver
 * say. What does it cost to make it on the event loop, on a pool of workers, on a virtual thread?
 *
 * <p><b>One operation is</b> a gather of N GET requests from one event loop, each answer followed
 * by a call that blocks for {@code blockFor}: on the loop itself, on a pool of 20 threads as {@code
 * executeBlocking(…, false)} has in Vert.x, or on a new virtual thread. The answer counts when the
 * call is over and the loop knows.
 *
 * <p><b>Not included.</b> The threads of the pool, connections, warm-up and class loading.
 *
 * <p><b>Why the number can be trusted.</b> The call holds its thread for the whole time, so that
 * the bound is arithmetic: one latency d and N·b on the loop, d + ⌈N/20⌉·b on the workers, d + b on
 * virtual threads. Requests served must be those sent, none beyond the claim in flight, no
 * connection opened, no score under its bound. Expected: each place is just above its bound, and
 * the loop is the place where one call makes all others wait. Vert.x warns of that by itself, but
 * late: its BlockedThreadChecker looks once a second and speaks up when a loop has been blocked for
 * two. 64 calls of 5 ms it does not notice.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar BlockedLoop}; enough for the warning, {@code -p
 * place=EVENT_LOOP -p blockFor=50ms}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class BlockedLoopBenchmark {

  /** Makes the requests, with a call that blocks after each answer. */
  @Benchmark
  public List<Response> gather(BlockedLoopFixture fixture)
      throws IOException, InterruptedException {
    return fixture.gather();
  }
}
