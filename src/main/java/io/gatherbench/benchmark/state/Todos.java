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

/**
 * Todos 1 to n, each asked for once, with the answers that are right. Immutable.
 *
 * @param requests in the order of the ids
 * @param answers the bytes of the bodies, likewise
 */
public record Todos(List<Request> requests, List<byte[]> answers) {

  /**
   * @param count how many
   * @param latency how long the stub holds the answer to each id back
   */
  public static Todos of(int count, IntFunction<String> latency) {
    return new Todos(
        IntStream.rangeClosed(1, count)
            .mapToObj(id -> new Request("/todos/" + id + "?latency=" + latency.apply(id)))
            .toList(),
        IntStream.rangeClosed(1, count).mapToObj(Todo::json).toList());
  }

  /** The same latency for all. */
  public static Todos of(int count, String latency) {
    return of(count, id -> latency);
  }

  /**
   * Holds what a gather returned against what is right.
   *
   * @throws WrongAnswerException if an answer is wrong, missing or out of place
   */
  void check(Strategy strategy, List<Response> responses) {
    if (responses.size() != requests.size()) {
      throw new WrongAnswerException(
          strategy
              + " returned "
              + responses.size()
              + " responses to "
              + requests.size()
              + " requests");
    }
    for (int i = 0; i < answers.size(); i++) {
      if (!Arrays.equals(responses.get(i).body(), answers.get(i))) {
        throw new WrongAnswerException(
            strategy + " returned a wrong answer to " + requests.get(i).target());
      }
    }
  }
}
