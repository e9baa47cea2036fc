package io.gatherbench.benchmark.state;

import io.gatherbench.benchmark.evidence.WorkTracker;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.Request;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.strategy.pending.PendingRequests;
import io.gatherbench.strategy.pending.RequestOutcome;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Requests in flight that end only by being cancelled. For one thread. */
public final class UnansweredRequests {

  /** Longer than {@link WorkTracker} waits for their end, and shorter than their timeout. */
  private static final String NEVER = "25s";

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final WorkTracker work;
  private final PendingRequests pending;
  private final FutureTask<List<RequestOutcome>> awaiting;

  private UnansweredRequests(WorkTracker work, PendingRequests pending) {
    this.work = work;
    this.pending = pending;
    awaiting = new FutureTask<>(pending::settled);
  }

  /** Makes such requests. */
  static List<Request> requests(int count) {
    return Todos.of(count, NEVER).requests();
  }

  /**
   * Starts requests and waits until the stub has those in flight that overlap.
   *
   * @throws IllegalStateException if it does not see them within 20 s
   */
  static UnansweredRequests start(
      RequestStrategy strategy, List<Request> requests, WorkTracker work, int overlap)
      throws IOException {
    PendingRequests pending = strategy.start(requests);
    UnansweredRequests started = new UnansweredRequests(work, pending);
    new Thread(started.awaiting, "awaits what is cancelled").start();
    started.await(overlap);
    return started;
  }

  /**
   * Cancels them and waits until the stub has none in flight; returns how many ended without a
   * response.
   *
   * @throws IllegalStateException if some are in flight after 20 s
   */
  public long cancel() throws IOException {
    pending.cancel();
    return await(0).aborted();
  }

  /** Reads the ledger again and again, which is no cost of the requests. */
  private LedgerSnapshot await(int inFlight) throws IOException {
    long before = THREADS.getCurrentThreadCpuTime();
    LedgerSnapshot seen = work.awaitInFlight(inFlight);
    work.apart(THREADS.getCurrentThreadCpuTime() - before);
    return seen;
  }

  /**
   * Waits until they have ended in the client too.
   *
   * @throws WrongAnswerException if one has not ended as cancelled
   */
  public void end(Strategy strategy) throws InterruptedException, ExecutionException {
    for (RequestOutcome outcome : awaiting.get()) {
      if (!(outcome instanceof RequestOutcome.Failed failed) || !failed.failure().cancelled()) {
        throw new WrongAnswerException(strategy + " was cancelled, and there is: " + outcome);
      }
    }
  }
}
