package io.gatherbench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LibraryLogTest {

  private static final Logger LIBRARY = Logger.getLogger("a.library");

  @Test
  void whatIsLoggedIsInAFileAndNotOnTheTerminal() throws Exception {
    Handler[] before = Logger.getLogger("").getHandlers();
    PrintStream err = System.err;
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    System.setErr(new PrintStream(terminal, true, StandardCharsets.UTF_8));
    Path file;
    try (LibraryLog log = LibraryLog.open()) {
      assertThat(log.file()).as("nothing was logged").isEmpty();
      LIBRARY.severe("a connection was reset");
      LIBRARY.warning("and another one");
      file = log.file().orElseThrow();
      assertThat(file).content().contains("a connection was reset", "and another one");
    } finally {
      System.setErr(err);
    }
    assertThat(terminal.size()).isZero();
    assertThat(Logger.getLogger("").getHandlers()).isEqualTo(before);
    Files.delete(file);
  }
}
