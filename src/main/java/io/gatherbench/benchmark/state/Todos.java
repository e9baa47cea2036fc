package io.gatherbench.benchmark.state;

import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.endpoint.Todo;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Todos 1 to n, each requested once, with the bodies of the right responses. Immutable. */
public record Todos(List<Request> requests, List<byte[]> answers) {

  /** Makes the requests for todos 1 to n, each with a latency by its id. */
  public static Todos of(int count, IntFunction<String> latency) {
    return new Todos(
        IntStream.rangeClosed(1, count)
            .mapToObj(id -> new Request("/todos/" + id + "?latency=" + latency.apply(id)))
            .toList(),
        IntStream.rangeClosed(1, count).mapToObj(Todo::json).toList());
  }

  /** Makes the requests for some todos with the same latency. */
  public static Todos of(int count, String latency) {
    return of(count, id -> latency);
  }

  /** Throws if a response is missing or is not the right one for its request, in order. */
  public void check(Strategy strategy, List<Response> responses) {
    if (responses.size() != requests.size()) {
      throw new WrongAnswerException(
          "%s returned %d responses to %d requests"
              .formatted(strategy, responses.size(), requests.size()));
    }
    for (int i = 0; i < answers.size(); i++) {
      if (!Arrays.equals(responses.get(i).body(), answers.get(i))) {
        throw new WrongAnswerException(
            strategy + " returned a wrong answer to " + requests.get(i).target());
      }
    }
  }
}
