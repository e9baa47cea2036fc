package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.benchmark.state.TodosState;
import io.gatherbench.benchmark.state.WarmUp;
import io.gatherbench.client.Request;
import io.gatherbench.stub.delay.Latency;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** A gather of requests with a method, headers and bodies. */
public class MethodFixture extends TodosState {

  /** The method of all requests. */
  @Param public HttpMethod method;

  /** The exact size of each body that is sent, 64 to 1,000,000 bytes. */
  @Param("256")
  public int bodyBytes;

  /** Requests in a gather, 1 to 10,000. */
  @Param("64")
  public int requests;

  /** How long the stub holds each answer back. */
  @Param("10ms")
  public String latency;

  /** As JMH wants it. */
  public MethodFixture() {}

  @Override
  protected int count() {
    return requests;
  }

  @Override
  protected String latency(int id) {
    return latency;
  }

  @Override
  public Todos todos() {
    return asked().todos(requests, latency);
  }

  @Override
  protected double boundMillis() {
    return strategy.bound(requests, limits(), Latency.parse(latency).millis());
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    WarmUp.openConnections(strategy, strategyOpen(), control(), requests, overlap());
    MethodRequests asked = asked();
    asked.checkEchoes(strategyOpen().gather(asked.echoes(requests)));
    List<Request> immediate = asked.todos(requests, "0ms").requests();
    WarmUp.warmUp(requests, () -> strategyOpen().gather(immediate), warmUpRequests);
  }

  private MethodRequests asked() {
    return new MethodRequests(method, bodyBytes);
  }
}
