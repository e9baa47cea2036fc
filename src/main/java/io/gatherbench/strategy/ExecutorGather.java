package io.gatherbench.strategy;

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

  /** A blocking call for one request. */
  interface Call {
    Response make(Request request) throws RequestFailedException, InterruptedException;
  }

  /** Runs one blocking call a request on the executor and waits for all, as {@code invokeAll}. */
  static List<Response> gather(ExecutorService executor, Call call, List<Request> requests)
      throws RequestFailedException, InterruptedException {
    List<Callable<Response>> calls = new ArrayList<>(requests.size());
    for (Request request : requests) {
      calls.add(() -> call.make(request));
    }
    List<Response> responses = new ArrayList<>(requests.size());
    for (Future<Response> response : executor.invokeAll(calls)) {
      responses.add(result(response));
    }
    return responses;
  }

  /** What a call returned or threw, once it has. */
  static <T> T result(Future<T> call) throws RequestFailedException, InterruptedException {
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
