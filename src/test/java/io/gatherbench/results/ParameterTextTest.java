package io.gatherbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.Generator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterTextTest {

  static Stream<Generator> cases() {
    return Generator.cases(200);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsWrittenIsRead(Generator random) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = random.intBetween(0, 4); i > 0; i--) {
      parameters.put(random.string("ab=;\\\n", 3), random.string("ab=;\\\"\n é", 5));
    }
    String text = ParameterText.of(parameters);
    assertThat(ParameterText.parse(text)).isEqualTo(parameters);
  }

  @Test
  void usualParametersAreWrittenAsTheyAre() {
    Map<String, String> parameters = Map.of("target", "http://host:1/a=b&c\"d");
    assertThat(ParameterText.of(parameters)).isEqualTo("target=http://host:1/a=b&c\"d");
  }

  @Test
  void backslashesOfOldRowsAreKept() {
    assertThat(ParameterText.parse("file=C:\\data\\new;x=1"))
        .isEqualTo(Map.of("file", "C:\\data\\new", "x", "1"));
  }
}
