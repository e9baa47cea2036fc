package io.gatherbench.benchmark;

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
 * How long it takes to let go.
 *
 * <p><b>Question.</b> A caller loses interest, or its time is over, and cancels N requests that are
 * in flight. How long does it take until the server knows of it and can stop working?
 *
 * <p><b>One operation is</b> from the call that cancels until the stub has seen every exchange end.
 * Over HTTP/1.1 it sees connections close, over HTTP/2 streams reset.
 *
 * <p><b>Not included.</b> Starting the requests, and waiting until the stub has read them all: done
 * before each operation. Afterwards every one of them must have ended as cancelled for the thread
 * that awaits it.
 *
 * <p><b>Why the number can be trusted.</b> Nothing is answered: the latency is longer than an
 * operation may take. It ends only when the ledger says that nothing is in flight, and the ledger
 * is asked over HTTP: a time is exact to about one such question, some 0.2 ms, and never too short.
 * Expected: well below a millisecond for one request; with N it grows by what a client does to let
 * go of each, and the strategies differ in who does it: one event loop, one interrupted thread
 * each, or the thread that cancels. A strategy that overlaps nothing has one request to cancel.
 *
 * <p>Interrupting a platform thread that reads from a socket does nothing, so that with {@code
 * APACHE} the request is aborted as well; a virtual thread's socket closes when it is interrupted.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Cancellation}; over HTTP/2, {@code -p
 * strategy=EVENT_LOOP,COMPLETABLE_FUTURE -p protocol=H2C}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 1)
public class CancellationBenchmark {

  /** Cancels requests in flight and waits until the stub has seen them end. */
  @Benchmark
  public long cancel(CancellationFixture fixture) throws IOException {
    return fixture.cancel();
  }
}
