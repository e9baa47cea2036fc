package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {

  @ParameterizedTest
  @CsvSource({
    "plain é 日本 text, plain é 日本 text",
    "'a\nb', a\\u000ab",
    "a\u001b[31mb, a\\u001b[31mb",
    "a\u202eb, a\\u202eb",
    "C:\\new, C:\\new"
  })
  void controlCharactersAreShown(String text, String visible) {
    assertThat(VisibleText.of(text)).isEqualTo(visible);
  }
}
