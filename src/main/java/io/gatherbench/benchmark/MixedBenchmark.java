package io.gatherbench.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatherbench.benchmark.state.CallbackExecutor;
import io.gatherbench.benchmark.state.HashCalibration;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.FollowUpClientOpener;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.endpoint.Todo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Waiting, then parsing and computing, as real services do.
 *
 * <p><b>Question.</b> Each response has to be parsed and computed with. What does it cost to do
 * that on the event loop that brought it, on a pool beside it, or on the thread that waited?
 *
 * <p><b>One operation is</b> a gather of N GET requests, each with a latency; then the JSON of each
 * response is parsed, and {@code rounds} rounds of SHA-256 computed over it. {@code where} says
 * which thread computes if the response comes to a callback: {@code IN_PLACE} that callback's,
 * {@code POOL} a pool with a thread for each processor, which hands the result back to the loop.
 * Threads that wait, of either kind, compute themselves: for them {@code where} changes nothing.
 *
 * <p><b>Not included.</b> Connections, warm-up (with the same computation) and class loading, as in
 * {@link GatherBenchmark}.
 *
 * <p><b>Why the number can be trusted.</b> Every hash is checked. After each iteration the fork
 * finds the least time c that the computation takes on one processor. All of it comes after the
 * first response: the bound is a latency and N·c shared out among the processors or, in place on an
 * event loop, a latency and N·c. The ledger is compared with the claim as in {@link
 * GatherBenchmark}. Expected: in place, the loop computes alone while the other processors idle;
 * with the pool it is as fast as threads.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Mixed -p strategy=EVENT_LOOP,VIRTUAL_THREADS};
 * more work, {@code -p rounds=20000}.
 */
public class MixedBenchmark extends PendingState {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Param({"IN_PLACE", "POOL"})
  public CallbackExecutor where;

  /** Rounds of SHA-256 for each response, 1 to 1,000,000. */
  @Param("2000")
  public int rounds;

  @Param("10ms")
  public String latency;

  private final HashCalibration calibration = new HashCalibration();

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTodos();
  }

  /** Returns false: a response that is worked on holds no carrier for ever. */
  @Override
  protected boolean startsVirtualThreads() {
    return false;
  }

  @Override
  protected ClientOpener opener(ClientSettings settings) {
    ExecutorService executor = where.open();
    closeLater(executor::shutdownNow);
    return new FollowUpClientOpener(super.opener(settings), this::computed, executor);
  }

  @Override
  protected Todos createTodos() {
    return new Todos(
        Todos.of(requests, latency).requests(),
        IntStream.rangeClosed(1, requests)
            .mapToObj(id -> computed(new Response(200, Todo.json(id))).body())
            .toList());
  }

  @Override
  protected double boundMillis() {
    Response any = new Response(200, Todo.json(1));
    return boundMillis(
        calibration.leastMillis(() -> computed(any)), Runtime.getRuntime().availableProcessors());
  }

  /**
   * Returns the larger of two bounds, in ms. One is the turns of waiting and computing; the other
   * is one wait, and then all computing shared out evenly among the processors.
   */
  double boundMillis(double computing, int processors) {
    double wait = Latency.parse(latency).millis();
    boolean onLoop = where == CallbackExecutor.IN_PLACE && strategy.respondsOnLoop();
    int used = onLoop ? 1 : Math.min(processors, overlap());
    return Math.max(inTurns(wait + computing), wait + requests * computing / used);
  }

  private Response computed(Response response) {
    return calibration.timed(() -> hashed(response));
  }

  private Response hashed(Response response) {
    try {
      byte[] json = JSON.writeValueAsBytes(JSON.readTree(response.body()));
      return new Response(response.status(), HashCalibration.hash(json, rounds));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
