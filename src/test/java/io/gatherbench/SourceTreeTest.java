package io.gatherbench;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sizes of files and packages below {@code src/main/java}. */
class SourceTreeTest {

  private static final Path SOURCES = Path.of("src/main/java/io/gatherbench");
  private static final int MAX_LINES = 300;
  private static final int MAX_FILES = 22;

  @Test
  void noFileIsLongerThan300Lines() throws IOException {
    List<String> longer =
        sources().stream()
            .filter(source -> lines(source) > MAX_LINES)
            .map(source -> SOURCES.relativize(source) + " has " + lines(source) + " lines")
            .toList();
    assertThat(longer).isEmpty();
  }

  @Test
  void noPackageHasMoreThan22Files() throws IOException {
    Map<Path, Long> packages =
        sources().stream().collect(groupingBy(SourceTreeTest::packageOf, counting()));
    packages.values().removeIf(files -> files <= MAX_FILES);
    assertThat(packages).isEmpty();
  }

  @Test
  void eachPackageIsDescribed() throws IOException {
    List<Path> undescribed =
        sources().stream()
            .map(SourceTreeTest::packageOf)
            .distinct()
            .filter(folder -> !Files.exists(SOURCES.resolve(folder).resolve("package-info.java")))
            .toList();
    assertThat(undescribed).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static Path packageOf(Path source) {
    return SOURCES.relativize(source.getParent());
  }

  private static int lines(Path source) {
    try {
      return Files.readAllLines(source).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
