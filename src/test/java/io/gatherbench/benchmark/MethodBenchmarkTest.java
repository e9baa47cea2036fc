package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.benchmark.MethodBenchmark.HttpMethod;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodBenchmarkTest {

  @ParameterizedTest
  @ValueSource(ints = {64, 256, 1_000_000})
  void bodiesAreOfTheSizeAskedForAndAllDifferent(int bytes) {
    List<Request> requests =
        state(HttpMethod.PUT, bytes, bytes > 1000 ? 3 : 10_000).createTodos().requests();
    assertThat(requests)
        .allMatch(request -> request.body().getBytes(StandardCharsets.UTF_8).length == bytes);
    assertThat(requests).extracting(Request::body).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(HttpMethod.class)
  void requestsHaveAHeaderAndMaybeABody(HttpMethod method) {
    Request request = state(method, 64, 3).createTodos().requests().get(2);
    assertThat(request.method()).isEqualTo(method.name());
    assertThat(request.body().isEmpty()).isEqualTo(!method.hasBody());
    assertThat(request.headers()).contains(new Request.Header(MethodBenchmark.NUMBER_HEADER, "3"));
  }

  @Test
  void aHeaderOrBodyThatGotLostIsAWrongAnswer() throws Exception {
    MethodBenchmark requests = state(HttpMethod.DELETE, 64, 1);
    String right = "{\"method\":\"DELETE\",\"data\":\"\",\"headers\":{\"x-request-number\":\"1\"}}";
    requests.checkEchoes(List.of(response(right)));
    assertThatThrownBy(
            () -> requests.checkEchoes(List.of(response(right.replace("x-request", "y-request")))))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessage("DELETE request 1: the X-Request-Number arrived as 'missing'");
    assertThatThrownBy(() -> state(HttpMethod.PUT, 64, 1).checkEchoes(List.of(response(right))))
        .hasMessage("PUT request 1: the method arrived as 'DELETE'");
    assertThatThrownBy(
            () -> requests.checkEchoes(List.of(response(right.replace("data\":\"", "data\":\"x")))))
        .hasMessage("DELETE request 1: the body arrived as 'x'");
  }

  private static MethodBenchmark state(HttpMethod method, int bodyBytes, int requests) {
    MethodBenchmark state = new MethodBenchmark();
    state.method = method;
    state.bodyBytes = bodyBytes;
    state.requests = requests;
    state.latency = "1ms";
    return state;
  }

  private static Response response(String text) {
    return new Response(200, text.getBytes(StandardCharsets.UTF_8));
  }
}
