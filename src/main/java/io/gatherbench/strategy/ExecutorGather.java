package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A gather on any executor: the part that a pool and virtual threads have in common. */
final class ExecutorGather {

  private ExecutorGather() {}

  /** Runs one blocking call a request on the executor and waits for all, as {@code invokeAll}. */
  static List<Response> gather(
      ExecutorService executor, BlockingClient client, List<Request> requests)
      throws RequestFailedException, InterruptedException {
    List<Callable<Response>> calls = new ArrayList<>(requests.size());
    for (Request request : requests) {
      calls.add(() -> client.send(request));
    }
    List<Response> responses = new ArrayList<>(requests.size());
    for (Future<Response> call : executor.invokeAll(calls)) {
      responses.add(result(call));
    }
    return responses;
  }

  private static Response result(Future<Response> call)
      throws RequestFailedException, InterruptedException {
    try {
      return call.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RequestFailedException failed) {
        throw failed;
      }
      if (cause instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IllegalStateException("a request ended in an unforeseen way: " + cause, cause);
    }
  }
}
