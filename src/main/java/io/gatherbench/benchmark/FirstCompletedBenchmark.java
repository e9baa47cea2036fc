package io.gatherbench.benchmark;

import io.gatherbench.client.Response;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first answer wins.
 *
 * <p><b>Question.</b> The same thing can be had in N places and the first answer is enough, as with
 * {@code asyncio.wait(…, return_when=FIRST_COMPLETED)}: how close does each strategy come to the
 * quickest of them, and what do the cancelled others cost?
 *
 * <p><b>One operation is</b> N requests started together, each with a latency of its own: lognormal
 * with the median {@code latency} and the spread {@code sigma}, drawn from {@code seed}. It ends
 * when the caller has one answer and has told the client to let go of the others.
 *
 * <p><b>Not included.</b> Connections that are there, warm-up and class loading, as in {@link
 * GatherBenchmark}. Over HTTP/1.1 a cancelled request costs its connection, and the next operation
 * opens it again: N − 1 connections an operation are part of this pattern's price, and in the time.
 * {@code -p protocol=H2C} shows what is left without it.
 *
 * <p><b>Why the number can be trusted.</b> The answer must be the right one to one of the requests;
 * the ledger shows at least one answer an operation, as {@code requests_aborted} what was
 * cancelled, and nothing may be in flight at the end of an iteration. The bound is the shortest
 * latency of those that are sent at once; strategies that overlap nothing have to take the first as
 * it comes. Expected: where all overlap, the time lies near the quickest latency, far below the
 * median, and grows with N by what it costs to send and to cancel.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar FirstCompleted}; of two mirrors, {@code -p
 * requests=2}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class FirstCompletedBenchmark {

  /** Makes the requests until one is answered, and cancels the others. */
  @Benchmark
  public Response first(FirstFixture fixture) throws IOException, InterruptedException {
    return fixture.first();
  }
}
