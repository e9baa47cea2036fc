package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.endpoint.Todo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Responses that come item by item.
 *
 * <p><b>Question.</b> N responses are streams of k items with pauses between them, to be taken as
 * they come: {@code async for} over N responses at once. How soon is the first item there, how soon
 * the last, and what does it cost to be woken for each?
 *
 * <p><b>One operation is</b> N GET requests for {@code items} JSON lines each, of which the stub
 * sends one every {@code pause}, after a first {@code latency}; it ends when the last line of the
 * last response is taken. {@code time_first_item} in the rows is the time from the start of the
 * operation to the first line of a response, the mean over all responses. Threads read lines from
 * their own socket or body; the event loop and the futures are called with them.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark};
 * streams without pauses are part of the warm-up.
 *
 * <p><b>Why the number can be trusted.</b> Every line of every response is compared with what it
 * must be, in its place. The stub's pauses are measured from when an item was due, so that lateness
 * does not add up. The bound is {@code latency} and k − 1 pauses for each turn of the strategy.
 * Expected: where all overlap, one operation takes little more than one stream, and the first item
 * comes after {@code latency}.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Stream}; without pauses, what an item costs,
 * {@code -p items=1000 -p pause=0ms}.
 */
public class StreamBenchmark extends PendingState {

  /** Items of each response, 1 to 10,000. */
  @Param("10")
  public int items;

  @Param("10ms")
  public String latency;

  @Param("2ms")
  public String pause;

  private List<Request> streams;
  private List<String> expected;

  @Benchmark
  public List<Response> read() throws Exception {
    work().sent(requests);
    return read(streams);
  }

  @Override
  protected void prepare() throws Exception {
    streams = streams(latency, pause);
    expected =
        IntStream.rangeClosed(1, items)
            .mapToObj(id -> new String(Todo.json(id), StandardCharsets.UTF_8))
            .toList();
    openConnections();
    List<Request> immediate = streams("0ms", "0ms");
    warmUp(() -> read(immediate), () -> read(streams), (warmUpRequests + items - 1) / items);
  }

  @Override
  protected double boundMillis() {
    return inTurns(Latency.parse(latency).millis() + (items - 1) * Latency.parse(pause).millis());
  }

  private List<Request> streams(String first, String between) {
    return Collections.nCopies(
        requests, new Request("/stream/" + items + "?latency=" + first + "&pause=" + between));
  }

  private List<Response> read(List<Request> sent) throws IOException, InterruptedException {
    int[] taken = new int[requests];
    long start = System.nanoTime();
    List<Response> responses =
        opened().stream(
                sent,
                i ->
                    line -> {
                      if (taken[i] == 0) {
                        work().firstItem(start);
                      }
                      boolean right = taken[i] < items && line.equals(expected.get(taken[i]));
                      taken[i] = right ? taken[i] + 1 : Integer.MAX_VALUE;
                    })
            .all();
    if (Arrays.stream(taken).anyMatch(count -> count != items)) {
      throw new WrongAnswerException(
          strategy + " took other items than 1 to " + items + " in their order");
    }
    return responses;
  }
}
