package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForkRunnerTest {

  @Test
  void theCauseIsTheInnermostExceptionThatWasPrinted() {
    String printed =
        """
        # Fork: 1 of 1
        <failure>

        java.lang.IllegalStateException: outer
        \tat x.Y.z(Y.java:1)
        Caused by: io.gatherbench.client.RequestFailedException: GET /todos/3 was answered with 500
        \tat x.Y.z(Y.java:2)
        \t... 10 more
        """;
    assertThat(ForkRunner.cause(printed))
        .isEqualTo(
            "io.gatherbench.client.RequestFailedException: GET /todos/3 was answered with 500");
  }

  @Test
  void whatPrintsNoExceptionHasNoReason() {
    assertThat(ForkRunner.cause("killed")).isEqualTo("no reason was printed");
  }
}
