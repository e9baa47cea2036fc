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
 * A request made inside {@code synchronized}: what JDK 24 changed for virtual threads.
 *
 * <p><b>Question.</b> Code that calls a service while it holds a monitor is common. What does it do
 * to the overlap of virtual threads, on which JDK?
 *
 * <p><b>One operation is</b> a gather of N GET requests, each made inside {@code synchronized} on a
 * monitor of its own, for which nobody competes; checked as in {@link GatherBenchmark}.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark}.
 *
 * <p><b>Why the number can be trusted.</b> Before JDK 24 a virtual thread that holds a monitor
 * keeps its carrier when it waits, and there are as many carriers as processors: the claim is that
 * many requests in flight, and ⌈N/carriers⌉ latencies the bound. From 24 on (JEP 491) it leaves its
 * carrier, the claim is N and the bound one latency. While connections are opened the claim is
 * proved: exactly so many requests must overlap on the JDK that runs the fork. Platform threads do
 * not care, and stand beside for comparison. Seen on two processors, with 16 requests of 10 ms and
 * {@code -p client=APACHE}: on JDK 21 two in flight and 86 ms, on JDK 27 all 16 and 11 ms; on a
 * pool 11 ms on either.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Monitor -jvm JDK-21/bin/java}, and once more on a
 * later one; more carriers, {@code -jvmArgsAppend -Djdk.virtualThreadScheduler.parallelism=8}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MonitorBenchmark {

  /** Makes the requests, each with a monitor held. */
  @Benchmark
  public List<Response> gather(MonitorFixture fixture) throws IOException, InterruptedException {
    return fixture.gather();
  }
}
