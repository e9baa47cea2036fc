package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.client.Response;
import io.gatherbench.stub.delay.Latency;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Requests with unequal latencies, of which the first answer is enough. */
public class FirstFixture extends PendingState {

  /** The median latency. */
  @Param("50ms")
  public String latency;

  /** How much they differ, 0 to 10: the standard deviation of their logarithms. */
  @Param("0.5")
  public String sigma;

  /** Picks one of the sequences of latencies. */
  @Param("1")
  public long seed;

  private Todos todos;

  /** As JMH wants it. */
  public FirstFixture() {}

  @Override
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    todos = Todos.of(requests, id -> nanos(id) + "ns");
    super.open(benchmark);
  }

  /**
   * One operation: the requests, until one is answered; the others are cancelled.
   *
   * @throws WrongAnswerException if that is no answer to any of them
   */
  public Response first() throws IOException, InterruptedException {
    work().sent(requests);
    Response first = strategyOpen().start(todos.requests()).first();
    if (todos.answers().stream().noneMatch(answer -> Arrays.equals(answer, first.body()))) {
      throw new WrongAnswerException(strategy + " returned an answer to none of the requests");
    }
    return first;
  }

  @Override
  protected ExpectedWork claim() {
    return ExpectedWork.cancelled(requests, overlap(), 1, boundMillis());
  }

  /**
   * The shortest of those that are sent at once, for no other is sent before one of them is
   * answered.
   */
  protected double boundMillis() {
    return IntStream.rangeClosed(1, Math.min(requests, overlap()))
            .mapToLong(this::nanos)
            .min()
            .orElse(0)
        / 1e6;
  }

  private long nanos(int id) {
    return Latency.parse("lognormal:" + latency + "," + sigma).nanos(seed, id);
  }
}
