package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.strategy.pending.PendingRequests;
import io.gatherbench.strategy.pending.RequestOutcome;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Requests that are all in flight and will not be answered, ready to be cancelled. */
public class CancellationFixture extends PendingState {

  /** Longer than any operation, shorter than a request may take. */
  private static final String NEVER = "25s";

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private Todos todos;
  private PendingRequests flight;
  private FutureTask<List<RequestOutcome>> awaiting;

  /** As JMH wants it. */
  public CancellationFixture() {}

  @Override
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    todos = Todos.of(requests, NEVER);
    super.open(benchmark);
  }

  /** Starts requests, has a thread await them, and waits until the stub has read them all. */
  @Setup(Level.Invocation)
  public void start() throws IOException {
    work().sent(overlap());
    PendingRequests started = strategyOpen().start(todos.requests());
    flight = started;
    awaiting = new FutureTask<>(started::settled);
    new Thread(awaiting, "awaits what is cancelled").start();
    until(overlap());
  }

  /**
   * One operation: from cancelling until the stub has seen every exchange end.
   *
   * @return how many exchanges the stub has seen end without an answer
   */
  public long cancel() throws IOException {
    flight.cancel();
    return until(0).aborted();
  }

  /**
   * Waits until the client has let go of the requests too.
   *
   * @throws WrongAnswerException if one ended in another way
   */
  @TearDown(Level.Invocation)
  public void end() throws InterruptedException, ExecutionException {
    for (RequestOutcome outcome : awaiting.get()) {
      if (!(outcome instanceof RequestOutcome.Failed failed) || !failed.failure().cancelled()) {
        throw new WrongAnswerException(strategy + " was cancelled, and there is: " + outcome);
      }
    }
  }

  @Override
  protected ExpectedWork claim() {
    return new ExpectedWork(overlap(), overlap(), 0, requests, 0);
  }

  private LedgerSnapshot until(int inFlight) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    LedgerSnapshot seen = control().read();
    while (seen.inFlight() != inFlight) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            strategy + ": " + seen.inFlight() + " requests in flight instead of " + inFlight);
      }
      seen = control().read();
    }
    return seen;
  }
}
