package io.gatherbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "UTF-8, ''",
    "UTF-8, \ufeff",
    "UTF-16LE, \ufeff",
    "UTF-16BE, \ufeff",
    "UTF-16LE, ''",
    "UTF-16BE, ''",
    "ISO-8859-1, ''"
  })
  void encodingsAreRecognised(String charset, String mark) throws IOException {
    Path file = folder.resolve("text");
    Files.write(file, (mark + "a \u00b7 b").getBytes(Charset.forName(charset)));
    assertThat(TextFile.read(file)).isEqualTo("a \u00b7 b");
    assertThat(TextFile.beginning(file, 100)).startsWith("a ").endsWith(" b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\u00e9"})
  void shortTextsAreRead(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("text"), text);
    assertThat(TextFile.read(file)).isEqualTo(text);
    assertThat(TextFile.beginning(file, 100)).isEqualTo(text);
  }

  @Test
  void textThatFillsTheHeapIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "12345");
    assertThat(TextFile.read(file, 5)).isEqualTo("12345");
    assertThatThrownBy(() -> TextFile.read(file, 4))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is too large to be read as a whole; java -Xmx gives room");
  }

  @Test
  void cutCompressedFilesHaveABeginning() throws IOException {
    Path file = folder.resolve("text");
    String text = "0123456789\n".repeat(1000);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(TextFile.read(file)).isEqualTo(text);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 8));
    assertThat(TextFile.beginning(file, 100_000)).startsWith("0123456789\n0123456789\n");
    assertThatThrownBy(() -> TextFile.read(file)).hasMessageContaining("text: the compressed");
    Files.write(file, Arrays.copyOf(whole, 4));
    assertThatThrownBy(() -> TextFile.beginning(file, 100))
        .hasMessageContaining("is cut or damaged");
  }
}
