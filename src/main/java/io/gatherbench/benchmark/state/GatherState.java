package io.gatherbench.benchmark.state;

import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.Response;
import io.gatherbench.stub.delay.Latency;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Gathers of todos, each response compared with the right one. */
public abstract class GatherState extends StrategyState {

  private Todos todos;

  /**
   * Returns the stub's delay of one response, as the request carries it.
   *
   * @param id the todo, 1 to {@link #count}
   */
  protected abstract String latency(int id);

  /** Returns the least time that the arithmetic allows for one gather, in ms. */
  protected double boundMillis() {
    return strategy().bound(count(), limits(), Latency.parse(latency(1)).millis());
  }

  /** Returns the requests with the right responses. */
  protected Todos todos() {
    return Todos.of(count(), this::latency);
  }

  @Override
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    todos = todos();
    super.open(benchmark);
  }

  /**
   * Makes one gather.
   *
   * @return the responses in the order of the requests
   * @throws WrongAnswerException if a response is wrong, missing or out of place
   */
  public List<Response> gather() throws IOException, InterruptedException {
    work().sent(todos.requests().size());
    List<Response> responses = opened().gather(todos.requests());
    todos.check(strategy(), responses);
    return responses;
  }

  @Override
  protected ExpectedWork expectedWork() {
    return ExpectedWork.answered(count(), overlap(), boundMillis());
  }
}
