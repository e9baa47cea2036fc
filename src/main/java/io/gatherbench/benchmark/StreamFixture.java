package io.gatherbench.benchmark;

import static io.gatherbench.benchmark.evidence.WorkMetric.TIME_FIRST_ITEM;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.WarmUp;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.endpoint.Todo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Answers that come item by item and are taken as they come. */
public class StreamFixture extends PendingState {

  /** Items of each answer, 1 to 10,000. */
  @Param("10")
  public int items;

  /** How long the stub waits before the first item of an answer. */
  @Param("10ms")
  public String latency;

  /** How long it waits between items. */
  @Param("2ms")
  public String pause;

  private List<Request> streams;
  private List<String> expected;
  private FirstItems firstItems;

  /** As JMH wants it. */
  public StreamFixture() {}

  @Override
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    streams = streams(latency, pause);
    expected =
        IntStream.rangeClosed(1, items)
            .mapToObj(id -> new String(Todo.json(id), StandardCharsets.UTF_8))
            .toList();
    firstItems = new FirstItems();
    super.open(benchmark);
  }

  @Override
  public void startIteration() throws IOException {
    super.startIteration();
    firstItems.reset();
  }

  /**
   * One operation: all streams, read to their ends.
   *
   * @throws WrongAnswerException if an item is wrong, missing or out of place
   */
  public List<Response> read() throws IOException, InterruptedException {
    work().sent(requests);
    return read(streams);
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    super.prepare();
    WarmUp.warmUp(requests, () -> read(streams("0ms", "0ms")), Math.max(1, warmUpRequests / items));
  }

  @Override
  protected void certifyMore(Evidence certificate) {
    certificate.with(TIME_FIRST_ITEM, firstItems.meanMillis());
  }

  @Override
  protected ExpectedWork claim() {
    double each = Latency.parse(latency).millis() + (items - 1) * Latency.parse(pause).millis();
    return ExpectedWork.answered(requests, overlap(), strategy.bound(requests, limits(), each));
  }

  private List<Request> streams(String first, String between) {
    return Collections.nCopies(
        requests, new Request("/stream/" + items + "?latency=" + first + "&pause=" + between));
  }

  private List<Response> read(List<Request> asked) throws IOException, InterruptedException {
    int[] taken = new int[requests];
    FirstItems.Operation operation = firstItems.start();
    List<Response> responses =
        strategyOpen().stream(
                asked,
                i ->
                    line -> {
                      if (taken[i] == 0) {
                        operation.arrived();
                      }
                      if (taken[i] < items && line.equals(expected.get(taken[i]))) {
                        taken[i]++;
                      } else {
                        taken[i] = Integer.MAX_VALUE;
                      }
                    })
            .all();
    for (int count : taken) {
      if (count != items) {
        throw new WrongAnswerException(
            strategy + " took other items than 1 to " + items + " in their order");
      }
    }
    return responses;
  }
}
