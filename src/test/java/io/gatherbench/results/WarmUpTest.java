package io.gatherbench.benchmark.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void queueBecomesEmptyWithoutNewCode() throws Exception {
    assertThat(WarmUp.awaitCompiler(Duration.ofMinutes(1))).isTrue();
  }
}
