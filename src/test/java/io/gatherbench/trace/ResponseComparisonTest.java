package io.gatherbench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.report.text.RequestSpan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseComparisonTest {

  @Test
  void equalAnswersAreOneLineEach() {
    ResponseComparison comparison = new ResponseComparison();
    comparison.add("A", spans(200, 404), bodies("one", ""));
    comparison.add("B", spans(200, 404), bodies("one", ""));
    assertThat(comparison.lines())
        .containsExactly(
            "Answers: the same with every strategy",
            "   1  200          3 bytes   2 of 2 strategies",
            "   2  404          0 bytes   2 of 2 strategies");
  }

  @Test
  void whoGotAnotherAnswerIsNamed() {
    ResponseComparison comparison = new ResponseComparison();
    comparison.add("A", spans(200), bodies("one"));
    comparison.add("B", spans(200), bodies("two!"));
    comparison.add("C", spans(200), bodies("one"));
    comparison.add("D", spans(0), bodies(""));
    assertThat(comparison.lines())
        .containsExactly(
            "Answers: not all the same",
            "   1  200          3 bytes   2 of 4 strategies",
            "   1  200          4 bytes   B",
            "   1 none          0 bytes   D");
  }

  private static List<RequestSpan> spans(Integer... statuses) {
    return List.of(statuses).stream()
        .map(status -> new RequestSpan(0, 1, status, "main", status == 0 ? "refused" : ""))
        .toList();
  }

  private static List<byte[]> bodies(String... bodies) {
    return List.of(bodies).stream().map(text -> text.getBytes(StandardCharsets.US_ASCII)).toList();
  }
}
