package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodRequestsTest {

  @ParameterizedTest
  @ValueSource(ints = {64, 256, 1_000_000})
  void bodiesAreOfTheSizeAskedForAndAllDifferent(int bytes) {
    List<Request> requests =
        new MethodRequests(HttpMethod.PUT, bytes)
            .todos(bytes > 1000 ? 3 : 10_000, "1ms")
            .requests();
    assertThat(requests)
        .allMatch(request -> request.body().getBytes(StandardCharsets.UTF_8).length == bytes);
    assertThat(requests).extracting(Request::body).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(HttpMethod.class)
  void requestsCarryABodyWhereTheMethodHasOneAndAHeaderInAnyCase(HttpMethod method) {
    Request request = new MethodRequests(method, 64).todos(3, "1ms").requests().get(2);
    assertThat(request.method()).isEqualTo(method.name());
    assertThat(request.body().isEmpty()).isEqualTo(!method.hasBody());
    assertThat(request.headers()).contains(new Request.Header(MethodRequests.NUMBER_HEADER, "3"));
  }

  @Test
  void aHeaderOrBodyThatGotLostIsAWrongAnswer() {
    MethodRequests requests = new MethodRequests(HttpMethod.DELETE, 64);
    String right = "{\"method\":\"DELETE\",\"data\":\"\",\"headers\":{\"x-request-number\":\"1\"}}";
    requests.checkEchoes(List.of(response(right)));
    assertThatThrownBy(
            () -> requests.checkEchoes(List.of(response(right.replace("x-request", "y-request")))))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessage("DELETE request 1: the X-Request-Number arrived as 'missing'");
    assertThatThrownBy(
            () -> new MethodRequests(HttpMethod.PUT, 64).checkEchoes(List.of(response(right))))
        .hasMessage("PUT request 1: the method arrived as 'DELETE'");
    assertThatThrownBy(
            () -> requests.checkEchoes(List.of(response(right.replace("data\":\"", "data\":\"x")))))
        .hasMessage("DELETE request 1: the body arrived as 'x'");
  }

  private static Response response(String text) {
    return new Response(200, text.getBytes(StandardCharsets.UTF_8));
  }
}
