package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineWrapTest {

  @Test
  void noLineBeginsWithAPercentSign() {
    for (int width = 20; width < 60; width++) {
      assertThat(LineWrap.lines("Components: kernel 50.1 %, Vert.x 29.8 %, Netty 20.1 %", width))
          .noneMatch(line -> line.strip().startsWith("%"));
    }
  }

  @Test
  void longWordStaysWhole() {
    assertThat(LineWrap.lines("a " + "b".repeat(30) + " c", 20))
        .containsExactly("a", "  " + "b".repeat(30), "  c");
  }
}
