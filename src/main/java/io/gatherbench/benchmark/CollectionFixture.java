package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.CostMeter;
import io.gatherbench.benchmark.evidence.CostMetric;
import io.gatherbench.benchmark.evidence.RequestTimes;
import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.TimedClientOpener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What collects costs, without anything that costs: a client that answers at once. */
@State(Scope.Benchmark)
public class CollectionFixture {

  private static final int REQUESTS = 64;

  /** Threads that have nothing to do and are looked at all the same. */
  @Param({"64", "1024"})
  public int idleThreads;

  private final RequestTimes times = new RequestTimes();
  private final CostMeter meter = new CostMeter();
  private final Request request = new Request("/todos/1");
  private final List<Thread> threads = new ArrayList<>();
  private final TaskTracker work = new TaskTracker(0);
  private CountDownLatch over;
  private BlockingClient plain;
  private BlockingClient timed;

  /** As JMH wants it. */
  public CollectionFixture() {}

  /** Starts the threads. */
  @Setup(Level.Trial)
  public void start() {
    over = new CountDownLatch(1);
    for (int i = 0; i < idleThreads; i++) {
      Thread thread = new Thread(this::idle, "idle");
      threads.add(thread);
      thread.start();
    }
    plain = new Immediate();
    timed = new TimedClientOpener(Immediate::new, times::add).openBlocking();
  }

  /** Starts counting. */
  @Setup(Level.Iteration)
  public void startIteration() {
    work.start();
  }

  /** Certifies that everything was done. */
  @TearDown(Level.Iteration)
  public void endIteration() {
    work.certify(() -> 0);
  }

  /** Sends 64 requests whose times nobody takes. */
  public int plainRequests() throws RequestFailedException, InterruptedException {
    return gather(plain);
  }

  /** Sends 64 requests and takes their times. */
  public int timedRequests() throws RequestFailedException, InterruptedException {
    return gather(timed);
  }

  /** Counts what an iteration costs in which nothing happens. */
  public int iteration() {
    work.started(1);
    meter.prepare();
    meter.begin();
    meter.end();
    Map<CostMetric, Double> costs = meter.collect(REQUESTS);
    work.finished(costs.isEmpty() ? 0 : 1);
    return costs.size();
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void stop() throws InterruptedException {
    over.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
  }

  private int gather(BlockingClient client) throws RequestFailedException, InterruptedException {
    work.started(REQUESTS);
    int bytes = 0;
    for (int i = 0; i < REQUESTS; i++) {
      bytes += client.send(request).body().length;
    }
    work.finished(bytes);
    return bytes;
  }

  private void idle() {
    try {
      over.await();
    } catch (InterruptedException e) {
      // Nobody interrupts it.
      Thread.currentThread().interrupt();
    }
  }

  /** Has the answer already. */
  private static final class Immediate implements BlockingClient {

    private final Response response = new Response(200, new byte[1]);

    @Override
    public Response send(Request request) {
      return response;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
