package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalStreamTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TerminalStream stream =
      new TerminalStream(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @ParameterizedTest
  @ValueSource(
      chars = {
        '\u0000', '\u0007', '\b', '\r', '\u001b', '\u007f', '\u009b', '\u00ad', '\u061c', '\u200b',
        '\u200e', '\u200f', '\u2028', '\u202a', '\u202e', '\u2066', '\u2069', '\ufeff', '\ud800'
      })
  void invisibleCharactersAreShown(char invisible) {
    stream.print("a" + invisible + "z");
    assertThat(text())
        .isEqualTo("a\\u" + String.format(Locale.ROOT, "%04x", (int) invisible) + "z");
  }

  @Test
  void everyWayOfPrintingShowsThem() {
    stream.println("\u001b1");
    stream.println((Object) List.of("\u001b2"));
    stream.printf("%s%n", "\u001b3");
    stream.append("\u001b4");
    stream.print((Object) "\u001b5");
    assertThat(text())
        .isEqualTo(
            "\\u001b1\n[\\u001b2]\n\\u001b3\n\\u001b4\\u001b5"
                .replace("\n", System.lineSeparator()));
  }

  @Test
  void wordsOfAnyScriptStay() {
    String words = "größer µs ±3 % — 速度 סדר 😀 \t|\n";
    stream.print(words);
    assertThat(text()).isEqualTo(words);
  }

  @Test
  void sequencesOfOursPassAsTheyAre() {
    stream.printAsIs("\u001b[2A");
    assertThat(text()).isEqualTo("\u001b[2A");
  }

  @Test
  void charactersBeyondTheFirstPlaneAreShownInParts() {
    assertThat(TerminalStream.oneLine("a" + Character.toString(0xe0041) + "z"))
        .isEqualTo("a\\udb40\\udc41z");
  }

  @Test
  void tablesAndSentencesHaveNoLineEndInAField() {
    TextTable table = new TextTable().text("name").number("ms");
    table.add(List.of("a\nGate: passed\u001b[1m", "1"));
    assertThat(table.lines(1))
        .containsExactly("name                          ms", "a\\u000aGate: passed\\u001b[1m   1");
    assertThat(LineWrap.lines("one\r\ntwo")).containsExactly("one\\u000d\\u000atwo");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
