package io.gatherbench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.report.text.RequestSpan;
import io.gatherbench.trace.TraceRun.Gather;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseComparisonTest {

  private final List<Gather> gathers = new ArrayList<>();

  @Test
  void equalAnswersAreOneLineEach() {
    add("A", spans(200, 404), "one", "");
    add("B", spans(200, 404), "one", "");
    assertThat(ResponseComparison.lines(gathers))
        .containsExactly(
            "Answers: the same with every strategy",
            "   1  200          3 bytes   2 of 2 strategies",
            "   2  404          0 bytes   2 of 2 strategies");
  }

  @Test
  void strategyWithAnotherAnswerIsNamed() {
    add("A", spans(200), "one");
    add("B", spans(200), "two!");
    add("C", spans(200), "one");
    add("D", spans(0), "");
    assertThat(ResponseComparison.lines(gathers))
        .containsExactly(
            "Answers: not all the same",
            "   1  200          3 bytes   2 of 4 strategies",
            "   1  200          4 bytes   B",
            "   1 none          0 bytes   D");
  }

  @Test
  void whatFailsEverywhereIsNoAnswer() {
    add("A", spans(200, 0), "one", "");
    add("B", spans(200, 0), "one", "");
    assertThat(ResponseComparison.lines(gathers))
        .startsWith("Answers: 1 failed everywhere, the others the same with every strategy");
    gathers.clear();
    add("A", spans(503, 429), "one", "two");
    add("B", spans(503, 429), "one", "two");
    assertThat(ResponseComparison.lines(gathers)).startsWith("Answers: none, all failed");
  }

  private void add(String title, List<RequestSpan> spans, String... bodies) {
    List<byte[]> bytes =
        List.of(bodies).stream().map(text -> text.getBytes(StandardCharsets.US_ASCII)).toList();
    gathers.add(new Gather(title, spans, 1, bytes));
  }

  private static List<RequestSpan> spans(Integer... statuses) {
    return List.of(statuses).stream()
        .map(status -> new RequestSpan(0, 1, status, "main", status == 0 ? "refused" : ""))
        .toList();
  }
}
