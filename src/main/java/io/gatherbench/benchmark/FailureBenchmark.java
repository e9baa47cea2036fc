package io.gatherbench.benchmark;

import io.gatherbench.client.RequestFailedException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One of N requests fails.
 *
 * <p><b>Question.</b> {@code asyncio.gather} reports the first failure at once, and with {@code
 * return_exceptions=True} it collects them instead. When is the caller told, with each strategy,
 * and what becomes of the other requests?
 *
 * <p><b>One operation is</b> N requests started together, of which the one in the middle is
 * answered with 503 after {@code failsAfter} and the others with a todo after {@code latency}. With
 * {@code onFailure=FAIL_FAST} the operation ends when the caller is told of the failure, and the
 * others are cancelled, as Python's {@code TaskGroup} does it; with {@code COLLECT_ALL} it ends
 * when all have ended, and the failure is one of the results.
 *
 * <p><b>Not included.</b> Connections that are there, warm-up and class loading, as in {@link
 * GatherBenchmark}. But over HTTP/1.1 a cancelled request costs its connection, and the next
 * operation opens another: that is part of the price of failing fast, and in the time. Over {@code
 * -p protocol=H2C} only a stream is reset.
 *
 * <p><b>Why the number can be trusted.</b> Which request fails, with what status, and that every
 * other answer is the right one is checked in each operation; the ledger shows the answers and, as
 * {@code requests_aborted}, what was cancelled, and nothing may be in flight at the end of an
 * iteration. Expected: failing fast takes {@code failsAfter} where all requests overlap, and
 * collecting takes {@code latency}; a strategy that overlaps nothing has made half of the requests
 * before it meets the failure. Futures and {@code invokeAll} wait for all by themselves: failing
 * fast is written with an {@code ExecutorCompletionService}, with {@code allOf} completed by the
 * first failure, and with {@code Future.all}.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Failure}; without the price of connections, {@code
 * -p strategy=EVENT_LOOP,COMPLETABLE_FUTURE -p protocol=H2C}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class FailureBenchmark {

  /** Makes the requests until the failure is known, or until all have ended. */
  @Benchmark
  public RequestFailedException make(FailureFixture fixture) throws InterruptedException {
    return fixture.make();
  }
}
