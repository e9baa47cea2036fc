package io.gatherbench.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.Request;
import io.gatherbench.client.Request.Header;
import io.gatherbench.client.Response;
import io.gatherbench.stub.endpoint.Todo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * More methods than GET, with bodies and headers.
 *
 * <p><b>Question.</b> Does it matter to the choice of a strategy whether the calls read, or send
 * something with POST and PUT, or delete?
 *
 * <p><b>One operation is</b> a gather of N requests of one method, each with a header of its own.
 * POST and PUT carry a JSON body of {@code bodyBytes}, each a different one, and the stub answers
 * with what it was sent and an id; DELETE is answered with an empty object.
 *
 * <p><b>Not included.</b> Making the bodies: they are there beforehand. Connections, warm-up (with
 * the same method) and class loading, as in {@link GatherBenchmark}.
 *
 * <p><b>Why the number can be trusted.</b> Before anything is measured, each request is sent once
 * to an endpoint that echoes it, and method, header and body must have arrived as they were meant.
 * Every response is compared byte for byte with the one that belongs to its request; the ledger
 * proves the rest as in {@link GatherBenchmark}. Expected: the method makes no difference; bodies
 * do once they are large, because they have to be written, read and sent back.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Method -p strategy=VIRTUAL_THREADS,EVENT_LOOP};
 * large bodies, {@code -p method=POST -p bodyBytes=256,100000}.
 */
public class MethodBenchmark extends PendingState {

  /** The methods of the requests. */
  public enum HttpMethod {
    GET,
    POST,
    PUT,
    DELETE;

    boolean hasBody() {
      return this == POST || this == PUT;
    }
  }

  /** Tells requests apart whose method has no body. */
  static final String NUMBER_HEADER = "X-Request-Number";

  /** The id that the stub gives to a todo that is added. */
  private static final int ADDED_ID = 201;

  private static final ObjectMapper JSON = new ObjectMapper();

  @Param public HttpMethod method;

  /**
   * The exact size of each body that is sent, 64 to 1,000,000 bytes, and 20,000,000 in a gather.
   */
  @Param("256")
  public int bodyBytes;

  @Param("10ms")
  public String latency;

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTodos();
  }

  @Override
  protected Workload workload() {
    return workload(requests, latency);
  }

  @Override
  protected Todos createTodos() {
    return new Todos(
        requests(id -> path(id) + "?latency=" + latency),
        IntStream.rangeClosed(1, requests).mapToObj(this::answer).toList());
  }

  @Override
  protected void prepare() throws Exception {
    openConnections();
    checkEchoes(opened().gather(requests(id -> "/anything/" + id)));
    List<Request> immediate = requests(id -> path(id) + "?latency=0ms");
    warmUp(immediate);
  }

  /** Compares what arrived, by echoes in the order of the ids, with what was sent. */
  void checkEchoes(List<Response> echoes) throws IOException {
    for (int id = 1; id <= echoes.size(); id++) {
      JsonNode echo = JSON.readTree(echoes.get(id - 1).body());
      check(id, "method", method.name(), echo.path("method").asText());
      check(id, "body", body(id), echo.path("data").asText());
      String number =
          echo.path("headers").properties().stream()
              .filter(header -> header.getKey().equalsIgnoreCase(NUMBER_HEADER))
              .map(header -> header.getValue().asText())
              .findFirst()
              .orElse("missing");
      check(id, NUMBER_HEADER, Integer.toString(id), number);
    }
  }

  private void check(int id, String what, String sent, String arrived) {
    if (!sent.equals(arrived)) {
      throw new WrongAnswerException(
          method + " request " + id + ": the " + what + " arrived as '" + arrived + "'");
    }
  }

  private List<Request> requests(IntFunction<String> target) {
    Header type = new Header("Content-Type", "application/json");
    return IntStream.rangeClosed(1, requests)
        .mapToObj(
            id -> {
              Header number = new Header(NUMBER_HEADER, Integer.toString(id));
              List<Header> headers = method.hasBody() ? List.of(number, type) : List.of(number);
              return new Request(method.name(), target.apply(id), headers, body(id));
            })
        .toList();
  }

  private String path(int id) {
    return method == HttpMethod.POST ? "/todos" : "/todos/" + id;
  }

  private String body(int id) {
    if (!method.hasBody()) {
      return "";
    }
    String start = "{\"title\":\"todo " + id + "\",\"notes\":\"";
    String end = "\"}";
    return start + "n".repeat(bodyBytes - start.length() - end.length()) + end;
  }

  private byte[] answer(int id) {
    return switch (method) {
      case GET -> Todo.json(id);
      case DELETE -> "{}".getBytes(StandardCharsets.UTF_8);
      case PUT -> withId(id, id);
      case POST -> withId(id, ADDED_ID);
    };
  }

  private byte[] withId(int id, int given) {
    return body(id).replaceFirst("}$", ",\"id\":" + given + "}").getBytes(StandardCharsets.UTF_8);
  }
}
