package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.stub.delay.Latency;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The first response is enough.
 *
 * <p><b>Question.</b> The same thing can be had in N places and the first response is enough, as
 * with {@code asyncio.wait(…, return_when=FIRST_COMPLETED)}: how close does each strategy come to
 * the quickest of them, and what do the cancelled others cost?
 *
 * <p><b>One operation is</b> N requests started together, each with a latency of its own: lognormal
 * with the median {@code latency} and the spread {@code sigma}, drawn from {@code seed}. It ends
 * when the caller has one response and has cancelled the others in the client.
 *
 * <p><b>Not included.</b> Connections that are open, warm-up and class loading, as in {@link
 * GatherBenchmark}. Over HTTP/1.1 a cancelled request costs its connection: the next operation
 * opens N − 1 again, in its time. {@code -p protocol=H2C} shows what is left without it.
 *
 * <p><b>Why the number can be trusted.</b> The response must be the right one to one of the
 * requests; the ledger shows at least one response an operation, as {@code requests_aborted} what
 * was cancelled, and nothing may be in flight at the end of an iteration. The bound is the shortest
 * latency of those that are sent at once. Expected: where all overlap, the time lies near the
 * shortest latency, far below the median, and grows with N by what it costs to send and to cancel.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar FirstCompleted}; of two mirrors, {@code -p
 * requests=2}.
 */
public class FirstCompletedBenchmark extends PendingState {

  @Param("50ms")
  public String latency;

  /** The standard deviation of the latencies' logarithms, 0 to 10. */
  @Param("0.5")
  public String sigma;

  @Param("1")
  public long seed;

  @Benchmark
  public Response first() throws Exception {
    work().sent(requests);
    Response first = opened().start(todos().requests()).first();
    if (todos().answers().stream().noneMatch(answer -> Arrays.equals(answer, first.body()))) {
      throw new WrongAnswerException(strategy + " returned an answer to none of the requests");
    }
    return first;
  }

  @Override
  protected void prepare() throws Exception {
    List<Request> immediate = Todos.of(requests, "0ms").requests();
    warmUpCancelling(
        () -> opened().start(immediate).first(), () -> opened().start(todos().requests()).first());
  }

  @Override
  protected Todos createTodos() {
    return Todos.of(requests, id -> nanos(id) + "ns");
  }

  @Override
  protected ExpectedWork expectedWork() {
    return ExpectedWork.cancelled(requests, overlap());
  }

  /** Returns the shortest latency of the requests sent at once; others are sent after its end. */
  @Override
  protected double boundMillis() {
    return LongStream.rangeClosed(1, overlap()).map(this::nanos).min().orElse(0) / 1e6;
  }

  private long nanos(long id) {
    return Latency.parse("lognormal:" + latency + "," + sigma).nanos(seed, id);
  }
}
