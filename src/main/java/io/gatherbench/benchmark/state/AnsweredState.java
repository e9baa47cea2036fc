package io.gatherbench.benchmark.state;

import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.Response;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Gathers whose answers are known beforehand, and are checked each time. */
public abstract class AnsweredState extends StrategyState {

  private Todos todos;

  /** What is asked for, with the right answers. */
  protected abstract Todos todos();

  /** The least time that the arithmetic allows for one gather, in ms. */
  protected abstract double boundMillis();

  @Override
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    todos = todos();
    super.open(benchmark);
  }

  /**
   * One operation: the gather, with its answers checked.
   *
   * @return the responses in the order of the requests
   * @throws WrongAnswerException if an answer is wrong, missing or out of place
   */
  public List<Response> gather() throws IOException, InterruptedException {
    work().sent(todos.requests().size());
    List<Response> responses = strategyOpen().gather(todos.requests());
    todos.check(strategy(), responses);
    return responses;
  }

  @Override
  public ExpectedWork claim() {
    return ExpectedWork.answered(count(), overlap(), boundMillis());
  }
}
