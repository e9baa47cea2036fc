package io.gatherbench.benchmark;

import io.gatherbench.client.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

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
 * {@code ALL}, no more than one for each request with {@code REQUEST}, and with {@code GATHER} no
 * more than twice the overlap, or the row is void. Requests served must be those sent, none beyond
 * the claim in flight, no score under its bound. Expected: a new client costs a connection for each
 * request in flight, and what the library starts: with java.net.http a selector with its thread,
 * and threads to run callbacks. Before JDK 21 such a client cannot be closed: its thread and its
 * connections stay until the collector finds it, so that long iterations gather many; the fixture
 * collects between iterations.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar ClientReuse}; without latency, {@code -p
 * latency=0ms}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ClientReuseBenchmark {

  /** Makes the requests with the client that there is, or with new ones. */
  @Benchmark
  public List<Response> gather(ClientReuseFixture fixture)
      throws IOException, InterruptedException {
    return fixture.gather();
  }
}
