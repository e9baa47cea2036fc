package io.gatherbench.run.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTextTest {

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
    assertThat(cause(printed))
        .isEqualTo(
            "io.gatherbench.client.RequestFailedException: GET /todos/3 was answered with 500");
  }

  @Test
  void aMessageOfSeveralLinesIsWhole() {
    String printed =
        """
        java.lang.IllegalStateException: cannot open:
          no config
          at all
        \tat x.Y.z(Y.java:1)
        <stderr>
        """;
    assertThat(cause(printed))
        .isEqualTo("java.lang.IllegalStateException: cannot open: no config at all");
  }

  @Test
  void whatPrintsNoExceptionHasNoReason() {
    assertThat(cause("killed")).isEqualTo("no reason was printed");
  }

  @Test
  void aJvmThatDiesSaysWhyOnStandardError() {
    String printed =
        """
        <forked VM failed with exit code 1>
        <stdout last='20 lines'>
        </stdout>
        <stderr last='20 lines'>
        Error occurred during initialization of VM
        Too small maximum heap
        </stderr>
        """;
    assertThat(cause(printed))
        .isEqualTo("forked VM failed with exit code 1: Error occurred during initialization of VM");
  }

  @Test
  void forkThatStarvesSaysSo() {
    String printed =
        """
        java.io.IOException: of a client, before
        <forked VM failed with exit code 3>
        <stdout last='20 lines'>
        </stdout>
        <stderr last='20 lines'>
        starved: no virtual thread ran for 10 s
        </stderr>
        """;
    assertThat(cause(printed)).isEqualTo("starved: no virtual thread ran for 10 s");
  }

  @Test
  void aForkThatPrintsWithoutEndFillsNoHeap() {
    FailureText text = new FailureText();
    for (int i = 0; i < 100_000; i++) {
      text.add("spam spam spam spam\n");
    }
    text.add("java.io.IOException: at last\n");
    assertThat(text.cause()).isEqualTo("java.io.IOException: at last");
  }

  private static String cause(String printed) {
    FailureText text = new FailureText();
    text.add(printed);
    return text.cause();
  }
}
