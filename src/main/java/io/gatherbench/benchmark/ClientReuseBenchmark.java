package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.state.AllStrategiesState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.FreshClientOpener;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * One client for everything, or a new one each time: {@code async with ClientSession}.
 *
 * <p><b>Question.</b> What does it cost to open an HTTP client for each gather, or for each
 * request, instead of keeping one?
 *
 * <p><b>One operation is</b> a gather of N GET requests with the client that all gathers share
 * ({@code ALL}), with a new one ({@code GATHER}), or with a new one for each request ({@code
 * REQUEST}); checked as in {@link GatherBenchmark}. Opening and closing clients is included, with
 * the connections that a new client has to open. The closing of a gather's client is counted with
 * the next gather, and so is that of the clients of {@code COMPLETABLE_FUTURE}.
 *
 * <p><b>Not included.</b> The threads of the pool, and the event loop: Vert.x clients come and go,
 * the loop stays.
 *
 * <p><b>Why the number can be trusted.</b> The ledger counts connections: none may be opened with
 * {@code ALL}, at most one for each request with {@code REQUEST}, and with {@code GATHER} at most
 * twice the overlap, or the row is void. It proves the rest as in {@link GatherBenchmark}.
 * Expected: a new client costs a connection for each request in flight, and what the library
 * starts: with java.net.http a selector with its thread, and threads to run callbacks. Before JDK
 * 21 such a client cannot be closed: its thread and its connections stay until the collector finds
 * it, so the state runs the collector between iterations.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar ClientReuse}; without latency, {@code -p
 * latency=0ms}.
 */
public class ClientReuseBenchmark extends AllStrategiesState {

  /** The lifetime of a client. */
  public enum ClientLifetime {
    ALL,
    GATHER,
    REQUEST
  }

  /** The first JDK with {@code HttpClient.close}. */
  private static final int CAN_CLOSE_HTTP_CLIENT = 21;

  /** Renewals in the warm-up between two collections, where clients cannot be closed. */
  private static final int MOST_UNCOLLECTED = 100;

  @Param public ClientLifetime reuse;

  @Param("8")
  public int requests;

  @Param("10ms")
  public String latency;

  private FreshClientOpener fresh;
  private int renewals;

  @Benchmark
  public List<Response> gather() throws Exception {
    renew();
    return gatherTodos();
  }

  private void renew() {
    if (reuse != ClientLifetime.ALL) {
      fresh.renew();
    }
  }

  /** Warms up with clients that live as long as those that are measured. */
  @Override
  protected void prepare() throws Exception {
    openConnections();
    List<Request> immediate = Todos.of(requests, "0ms").requests();
    warmUp(() -> renewed(immediate), () -> renewed(todos().requests()), warmUpRequests);
  }

  private List<Response> renewed(List<Request> sent) throws Exception {
    renew();
    if (++renewals % MOST_UNCOLLECTED == 0) {
      collectClients();
    }
    return opened().gather(sent);
  }

  @Override
  public void endIteration() throws IOException {
    super.endIteration();
    collectClients();
  }

  private static void collectClients() {
    if (Runtime.version().feature() < CAN_CLOSE_HTTP_CLIENT) {
      System.gc();
    }
  }

  @Override
  protected Workload workload() {
    return workload(requests, latency);
  }

  /** One caller would renew the client of another in the middle of an operation. */
  @Override
  protected boolean isForOneCaller() {
    return reuse != ClientLifetime.ALL || super.isForOneCaller();
  }

  @Override
  protected ClientOpener opener(ClientSettings settings) {
    if (reuse == ClientLifetime.ALL) {
      return super.opener(settings);
    }
    fresh = new FreshClientOpener(super.opener(settings), reuse == ClientLifetime.REQUEST);
    return fresh;
  }

  @Override
  protected ExpectedWork expectedWork() {
    return new ExpectedWork(overlap(), overlap(), requests, connections());
  }

  /** Returns how many connections an operation may open; pools may get one back too late. */
  private int connections() {
    return switch (reuse) {
      case ALL -> 0;
      case GATHER -> Math.min(requests, 2 * overlap());
      case REQUEST -> requests;
    };
  }
}
