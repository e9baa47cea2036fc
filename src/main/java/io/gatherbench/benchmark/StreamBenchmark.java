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
 * Answers that come item by item.
 *
 * <p><b>Question.</b> N answers are streams of k items with pauses between them, to be taken as
 * they come: {@code async for} over N responses at once. How soon is the first item there, how soon
 * the last, and what does it cost to be woken for each?
 *
 * <p><b>One operation is</b> N GET requests for {@code items} JSON lines each, of which the stub
 * sends one every {@code pause}, after a first {@code latency}; it ends when the last line of the
 * last answer is taken. {@code time_first_item} in the rows is the time from the start of the
 * operation to the first line of an answer, the mean over all answers. Threads read lines from
 * their own socket or body; the event loop and the futures are called with them.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark};
 * streams without pauses are part of the warm-up.
 *
 * <p><b>Why the number can be trusted.</b> Every line of every answer is compared with what it must
 * be, in its place. The stub's pauses are measured from when an item was due, not from when it was
 * sent, so that lateness does not add up. The bound is {@code latency} and k − 1 pauses for each
 * turn of the strategy. Expected: where all overlap, one operation takes little more than one
 * stream, and the first item comes after {@code latency}.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Stream}; without pauses, what an item costs,
 * {@code -p items=1000 -p pause=0ms}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class StreamBenchmark {

  /** Reads all streams to their ends. */
  @Benchmark
  public List<Response> read(StreamFixture fixture) throws IOException, InterruptedException {
    return fixture.read();
  }
}
