package io.gatherbench.results.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path folder;

  @Test
  void formerFileIsReplacedAndNothingElseLeft() throws Exception {
    Path file = folder.resolve("a.txt");
    WholeFile.write(file, "one, and more");
    WholeFile.write(file, "zwölf");
    assertThat(file).content().isEqualTo("zwölf");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void linkIsReplacedAndNotFollowed() throws Exception {
    Path other = Files.writeString(folder.resolve("other"), "mine");
    Path file = Files.createSymbolicLink(folder.resolve("a.txt"), other);
    WholeFile.write(file, "new");
    assertThat(other).hasContent("mine");
    assertThat(file).hasContent("new").isRegularFile();
    assertThat(Files.isSymbolicLink(file)).isFalse();
  }

  @Test
  void nameMayBeAsLongAsTheSystemAllows() throws Exception {
    Path file = folder.resolve("n".repeat(251) + ".txt");
    WholeFile.write(file, "new");
    assertThat(file).hasContent("new");
  }

  @Test
  void whatCannotBeWrittenLeavesNothing() throws Exception {
    Path file = Files.createDirectories(folder.resolve("a.txt/full")).getParent();
    assertThatThrownBy(() -> WholeFile.write(file, "new"))
        .isInstanceOf(UnwritableOutputException.class)
        .hasMessageStartingWith(file + " cannot be written: ");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void draftsOfKilledProcessesAreDeletedAfterADay() throws Exception {
    String old = "." + UUID.randomUUID() + ".part";
    String recent = "." + UUID.randomUUID() + ".part";
    for (String name : List.of(old, recent, ".mine.part")) {
      Instant time = Instant.now().minus(Duration.ofHours(name.equals(recent) ? 23 : 25));
      Path file = Files.writeString(folder.resolve(name), "cut off");
      Files.setLastModifiedTime(file, FileTime.from(time));
    }
    WholeFile.write(folder.resolve("a.txt"), "new");
    assertThat(names()).containsExactlyInAnyOrder("a.txt", recent, ".mine.part");
  }

  @Test
  void folderThatIsMissingIsTheCallersMistake() {
    assertThatThrownBy(() -> WholeFile.write(folder.resolve("no/a.txt"), "new"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void messageIsOneLineWithTheReason() {
    Path file = Path.of("a.csv");
    assertThat(new UnwritableOutputException(file, new IOException("No space\nleft")))
        .hasMessage("a.csv cannot be written: No space left");
    assertThat(new UnwritableOutputException(file, new FileSystemException("a", null, "Read-only")))
        .hasMessage("a.csv cannot be written: Read-only");
    assertThat(new UnwritableOutputException(file, new FileSystemException("a")))
        .hasMessage("a.csv cannot be written: FileSystemException");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
