package io.gatherbench.benchmark.state;

import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A strategy with a client that sends nothing: each request is a task, its response the result. No
 * stub takes part, so the work is counted in this JVM alone.
 */
@State(Scope.Benchmark)
public abstract class TaskState {

  /** How the tasks are run. */
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

  /** Tasks run before measuring, 0 to 1,000,000; at most 3.5 seconds of them. */
  @Param("40000")
  public int warmUpRequests;

  private Todos tasks;
  private RequestStrategy opened;
  private TaskTracker work;

  /** Returns what task {@code id}, 1 to {@link #requests}, carries behind {@code /tasks/id}. */
  protected String query(int id) {
    return "";
  }

  /** Returns the right result of a task. */
  protected abstract Response result(Request request);

  /** Opens the clients that run the tasks. */
  protected abstract ClientOpener opener(TaskTracker observer);

  /** Returns the bound of one gather in ms; called after an iteration. */
  protected abstract double boundMillis();

  /** Returns the limit of tasks at once, 0 if they are not counted. */
  protected int overlap() {
    return 0;
  }

  /** Returns the tasks that are run before anything is measured. */
  protected List<Request> warmUpTasks() {
    return tasks.requests();
  }

  /** Opens everything; closes what is open if a later step fails. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    List<Request> all =
        IntStream.rangeClosed(1, requests)
            .mapToObj(id -> new Request("/tasks/" + id + query(id)))
            .toList();
    tasks = new Todos(all, all.stream().map(task -> result(task).body()).toList());
    work = new TaskTracker(overlap() * benchmark.getThreads());
    opened = strategy.open(opener(work), limits());
    try {
      List<Request> warmUp = warmUpTasks();
      WarmUp.run(warmUp.size(), () -> opened.gather(warmUp), warmUpRequests);
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Resets the counters. */
  @Setup(Level.Iteration)
  public void startIteration() {
    work.start();
  }

  /** Hands in the evidence of the iteration. */
  @TearDown(Level.Iteration)
  public void endIteration() {
    work.end(this::boundMillis);
  }

  /** Closes what is open. */
  @TearDown(Level.Trial)
  public void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }

  /**
   * Runs all tasks once.
   *
   * @return the results in the order of the tasks
   * @throws WrongAnswerException if a result is wrong, missing or out of place
   */
  public List<Response> gather() throws IOException, InterruptedException {
    work.started(tasks.requests().size());
    List<Response> results = opened.gather(tasks.requests());
    tasks.check(strategy, results);
    work.finished(results.size());
    return results;
  }

  /** Returns the limits that the parameters give. */
  protected ConcurrencyLimits limits() {
    return PoolSize.limits(poolSize, requests, maxInFlight);
  }

  /** Returns whether one event loop, and so one thread, runs the tasks. */
  protected boolean onEventLoop() {
    return strategy.clients().get(0) == Client.VERTX;
  }
}
