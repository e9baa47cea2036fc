package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.benchmark.state.TaskState;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.ComputingClientOpener;
import java.nio.charset.StandardCharsets;

/** Tasks that do next to nothing: each answers with its own name. */
public class EchoTaskFixture extends TaskState {

  /** As JMH wants it. */
  public EchoTaskFixture() {}

  @Override
  protected Response result(Request request) {
    return new Response(200, request.target().getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  protected ClientOpener opener(TaskTracker observer) {
    return new ComputingClientOpener(onEventLoop(), this::result);
  }

  @Override
  protected double boundMillis() {
    return 0;
  }
}
