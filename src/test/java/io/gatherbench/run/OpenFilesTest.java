package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.results.UnusableInputException;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

  @Test
  void moreConnectionsThanFilesAreReportedAtTheStart() {
    assertThatThrownBy(() -> OpenFiles.check(10_000, 4096))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(
            "requests is '10000'; allowed: 3846 at most with a limit of 4096 open files;"
                + " try 'ulimit -n 10250'");
  }

  @Test
  void enoughIsEnough() {
    assertThatCode(() -> OpenFiles.check(3846, 4096)).doesNotThrowAnyException();
    assertThat(OpenFiles.limit()).isPositive();
  }
}
