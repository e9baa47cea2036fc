package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/** A new platform thread for each request, which ends with it. */
final class PlatformThreadsStrategy implements RequestStrategy {

  private final BlockingClient client;

  PlatformThreadsStrategy(BlockingClient client) {
    this.client = client;
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    List<FutureTask<Response>> calls = new ArrayList<>(requests.size());
    try {
      for (Request request : requests) {
        FutureTask<Response> call = new FutureTask<>(() -> client.send(request));
        calls.add(call);
        new Thread(call, "request-" + calls.size()).start();
      }
      List<Response> responses = new ArrayList<>(requests.size());
      for (FutureTask<Response> call : calls) {
        responses.add(ExecutorGather.result(call));
      }
      return responses;
    } finally {
      // After a failure or an interruption; calls that are done are not touched.
      calls.forEach(call -> call.cancel(true));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
