package io.gatherbench.benchmark.state;

import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.strategy.Strategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A strategy with a client that sends nothing: each request is a task, its response the result. No
 * stub takes part, so the work is counted in this JVM alone.
 */
public abstract class TaskState extends StrategyState {

  @Param public Strategy strategy;

  /** Tasks in a gather, 1 to 10,000. */
  @Param("64")
  public int requests;

  /** Threads in the pool of THREAD_POOL, 1 to 10,000, or {@code requests}: as many as tasks. */
  @Param("requests")
  public String poolSize;

  /** Limit of tasks at once of the BOUNDED strategies, 1 to 10,000. */
  @Param("16")
  public int maxInFlight;

  private Todos tasks;
  private TaskTracker work;

  /** Returns what task {@code id}, 1 to {@link #requests}, carries behind {@code /tasks/id}. */
  protected String query(int id) {
    return "";
  }

  /** Returns the right result of a task, by default its own name. */
  protected Response result(Request request) {
    return new Response(200, request.target().getBytes(StandardCharsets.ISO_8859_1));
  }

  protected abstract ClientOpener opener(TaskTracker observer);

  /** Returns the limit of tasks at once; 0 if they are not counted. */
  protected int countedOverlap() {
    return 0;
  }

  protected List<Request> warmUpTasks() {
    return tasks.requests();
  }

  @Override
  protected final void open(int threads) throws Exception {
    List<Request> all =
        IntStream.rangeClosed(1, requests)
            .mapToObj(id -> new Request("/tasks/" + id + query(id)))
            .toList();
    tasks = new Todos(all, all.stream().map(task -> result(task).body()).toList());
    work = new TaskTracker(countedOverlap() * threads);
    openStrategy(opener(work));
    List<Request> warmUp = warmUpTasks();
    warmUp(() -> opened().gather(warmUp), () -> opened().gather(tasks.requests()), warmUpRequests);
  }

  /** Returns false: a task that computes holds no carrier for ever, however long the queue is. */
  @Override
  protected boolean startsVirtualThreads() {
    return false;
  }

  @Override
  protected final void rehearse(int most) throws InterruptedException {
    work.rehearse(most);
  }

  @Setup(Level.Iteration)
  public void startIteration() throws InterruptedException {
    work.start();
  }

  @TearDown(Level.Iteration)
  public void endIteration() {
    work.end(this::boundMillis);
  }

  /** Runs all tasks once and checks their results, in the order of the tasks. */
  protected final List<Response> gatherTasks() throws IOException, InterruptedException {
    work.started(tasks.requests().size());
    List<Response> results = opened().gather(tasks.requests());
    tasks.check(strategy, results);
    work.finished(results.size());
    return results;
  }

  @Override
  protected final Workload workload() {
    return new Workload(strategy, poolSize, maxInFlight, requests, "0ms");
  }

  /** Returns whether one event loop, and so one thread, runs the tasks. */
  protected final boolean onEventLoop() {
    return strategy.clients().get(0) == Client.VERTX;
  }
}
