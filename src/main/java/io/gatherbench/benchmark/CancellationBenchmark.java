package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.UnansweredRequests;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long it takes to cancel requests.
 *
 * <p><b>Question.</b> A caller loses interest, or its time is over, and cancels N requests in
 * flight. How long does it take until the server knows and can stop working?
 *
 * <p><b>One operation is</b> from the call that cancels until the stub has seen every exchange end.
 * Over HTTP/1.1 it sees connections close, over HTTP/2 streams reset.
 *
 * <p><b>Not included.</b> Starting the requests, and waiting until the stub has read them all.
 * Afterwards every one of them must have ended as cancelled for the thread that awaits it. The
 * processor time of a request is without that of reading the ledger meanwhile; its allocation is
 * not.
 *
 * <p><b>Why the number can be trusted.</b> Nothing is answered: the latency is longer than an
 * operation may take. It ends only when the ledger shows nothing in flight; the ledger is read over
 * HTTP, so that a time is exact to some 0.2 ms, and never too short. Expected: well below a
 * millisecond for one request; with N it grows by what a client does for each, on one event loop,
 * on one interrupted thread each, or on the thread that cancels. A strategy that overlaps nothing
 * has one request to cancel.
 *
 * <p>Interrupting a platform thread that reads from a socket does nothing, so that with {@code
 * APACHE} the request is aborted as well; a virtual thread's socket closes when it is interrupted.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Cancellation}; over HTTP/2, {@code -p
 * strategy=EVENT_LOOP,COMPLETABLE_FUTURE -p protocol=H2C}.
 */
@Measurement(iterations = 4, time = 1)
public class CancellationBenchmark extends PendingState {

  private UnansweredRequests unanswered;

  /** Cancels the requests; returns how many exchanges ended without a response. */
  @Benchmark
  public long cancel() throws IOException {
    return unanswered.cancel();
  }

  /** The end of an operation is when nothing is in flight, of any caller. */
  @Override
  protected boolean isForOneCaller() {
    return true;
  }

  @Override
  protected void prepare() throws Exception {
    warmUpCancelling(this::startAndCancel, this::startAndCancel);
  }

  private long startAndCancel() throws Exception {
    start();
    long aborted = cancel();
    end();
    return aborted;
  }

  @Setup(Level.Invocation)
  public void start() throws IOException {
    work().sent(overlap());
    unanswered = startUnanswered();
  }

  /** Waits until the requests have ended in the client too, all of them cancelled. */
  @TearDown(Level.Invocation)
  public void end() throws InterruptedException, ExecutionException {
    unanswered.end(strategy);
  }

  @Override
  protected ExpectedWork expectedWork() {
    return new ExpectedWork(overlap(), overlap(), 0, requests);
  }
}
