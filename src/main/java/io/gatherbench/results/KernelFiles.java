package io.gatherbench.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel tells of itself in files: {@code /proc} and {@code /sys} on Linux, nothing
 * elsewhere. A file that is missing, or that may not be read, is no answer rather than an error.
 * Immutable and thread-safe.
 *
 * @param root where {@code proc} and {@code sys} are; {@code /}, but for tests
 */
public record KernelFiles(Path root) {

  /** Those of this machine. */
  public static KernelFiles ofThisMachine() {
    return new KernelFiles(Path.of("/"));
  }

  /**
   * The text of a file, without blanks around it.
   *
   * @param path without a leading slash, such as {@code proc/loadavg}
   */
  public Optional<String> text(String path) {
    try {
      // Bytes, because not every file here is of the encoding that Java expects.
      byte[] bytes = Files.readAllBytes(root.resolve(path));
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The whole number that a file consists of, or nothing, also for a number beyond a long. */
  public Optional<Long> number(String path) {
    return text(path).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
  }

  /** What follows {@code key:} in the first line that begins so. */
  public Optional<String> field(String path, String key) {
    return text(path).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(key))
        .filter(line -> line.substring(key.length()).stripLeading().startsWith(":"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  /** The names in a folder, in no order; none if there is no such folder. */
  public List<String> names(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder))) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (IOException e) {
      return List.of();
    }
    return names;
  }
}
