package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.CostProfiler;
import io.gatherbench.benchmark.evidence.RequestTimes;
import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.LocalClientOpener;
import io.gatherbench.client.decorator.TimedClientOpener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to collect costs.
 *
 * <p><b>Question.</b> Costs are collected in the forks whose time is measured. How much of that
 * time is the collection's own?
 *
 * <p><b>One operation is</b>, of {@code timedRequests}, 64 requests whose times go into a
 * histogram, of {@code plainRequests} the same without, so that the difference is what a gather of
 * 64 pays; of {@code iteration}, all that is read before and after an iteration, of a process with
 * many idle threads.
 *
 * <p><b>Not included.</b> Requests: the client answers at once, because beside 10 ms the difference
 * would not show. Several threads pay at most twice as much for one histogram on two cores.
 *
 * <p><b>Why the number can be trusted.</b> It is the code that runs in measured forks. {@code
 * iteration} runs outside the time that is measured; the difference of the other two is inside. It
 * came out at 4 µs, which is 0.04 % of a gather of 64 requests of 10 ms.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar CollectionCost -f 1}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CollectionCostBenchmark {

  private static final int REQUESTS = 64;

  /** Threads that do nothing and are read all the same. */
  @Param({"64", "1024"})
  public int idleThreads;

  private final RequestTimes times = new RequestTimes();
  private final CostProfiler costs = new CostProfiler();
  private final TaskTracker work = new TaskTracker(0);
  private final Request request = new Request("/todos/1");
  private final Response response = new Response(200, new byte[1]);
  private final ClientOpener immediate = LocalClientOpener.computing(false, sent -> response);
  private final BlockingClient plain = immediate.openBlocking();
  private final BlockingClient timed = new TimedClientOpener(immediate, times::add).openBlocking();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  @Benchmark
  public int plainRequests() throws Exception {
    return send(plain);
  }

  @Benchmark
  public int timedRequests() throws Exception {
    return send(timed);
  }

  @Benchmark
  public int iteration() {
    work.started(1);
    costs.prepare();
    costs.begin();
    costs.end();
    costs.collect(REQUESTS, 0);
    int metrics = costs.metrics(1).size();
    work.finished(metrics == 0 ? 0 : 1);
    return metrics;
  }

  @Setup(Level.Trial)
  public void start() {
    for (int i = 0; i < idleThreads; i++) {
      new Thread(over::join, "idle").start();
    }
  }

  @Setup(Level.Iteration)
  public void startIteration() throws InterruptedException {
    work.start();
  }

  @TearDown(Level.Iteration)
  public void endIteration() {
    work.end(() -> 0);
  }

  @TearDown(Level.Trial)
  public void stop() {
    over.complete(null);
  }

  private int send(BlockingClient client) throws Exception {
    work.started(REQUESTS);
    int bytes = 0;
    for (int i = 0; i < REQUESTS; i++) {
      bytes += client.send(request).body().length;
    }
    work.finished(bytes);
    return bytes;
  }
}
