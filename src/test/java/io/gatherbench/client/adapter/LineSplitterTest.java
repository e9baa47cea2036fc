package io.gatherbench.client.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {

  private static final String BODY = "one\r\n\n{\"é\":\"€\"}\nlast";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void linesAreTheSameHoweverTheyArrive(int piece) {
    byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    LineSplitter splitter = new LineSplitter(lines::add);
    for (int i = 0; i < bytes.length; i += piece) {
      splitter.add(Arrays.copyOfRange(bytes, i, Math.min(i + piece, bytes.length)));
    }
    assertThat(lines).containsExactly("one", "", "{\"é\":\"€\"}");

    splitter.end();

    assertThat(lines).containsExactly("one", "", "{\"é\":\"€\"}", "last");
  }
}
