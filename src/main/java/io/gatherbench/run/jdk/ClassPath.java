package io.gatherbench.run.jdk;

import io.gatherbench.results.UnusableInputException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The jars and folders that classes are loaded from, by this process and by its forks. */
public final class ClassPath {

  private ClassPath() {}

  /** Returns the class path of this process, as it was given. */
  static String ofThisProcess() {
    return System.getProperty("java.class.path");
  }

  /**
   * Compares the jars beside gatherbench's with it, by the checksums of classes.
   *
   * @return what they have in other versions, a line each: gatherbench's jar, which comes first,
   *     has its own way
   * @throws UnusableInputException if one comes before gatherbench's jar: stub and clients of
   *     gatherbench would run on it
   */
  public static List<String> check() throws UnusableInputException {
    Path own = own();
    return Files.isRegularFile(own) ? check(ofThisProcess(), own) : List.of();
  }

  /** Returns what the class path has beside gatherbench's jar: the file's name and a digest. */
  public static List<String> added() throws IOException {
    List<String> added = new ArrayList<>();
    if (Files.isRegularFile(own())) {
      for (Path entry : entries(ofThisProcess())) {
        if (!Files.isSameFile(entry, own())) {
          added.add(
              entry.toAbsolutePath().normalize().getFileName()
                  + " "
                  + CodeDigest.of(entry.toString()));
        }
      }
    }
    return added;
  }

  static List<String> check(String classPath, Path own) throws UnusableInputException {
    List<String> remarks = new ArrayList<>();
    try {
      List<Path> entries = entries(classPath);
      Map<String, Long> ours = entries.size() > 1 ? classes(own) : Map.of();
      boolean before = true;
      for (Path entry : entries) {
        if (Files.isSameFile(entry, own)) {
          before = false;
        } else if (Files.isRegularFile(entry)) {
          Optional<String> differences = differences(ours, entry);
          if (differences.isPresent() && before) {
            throw new UnusableInputException(
                "class path", classPath, own.getFileName() + " first: " + differences.get());
          }
          differences.ifPresent(
              line ->
                  remarks.add(
                      line
                          + "; a client runs on those of the latter, which comes first: take the"
                          + " same version, or relocate them in your jar"));
        }
      }
    } catch (IOException e) {
      throw new UnusableInputException(
          "class path", classPath, "jars and folders (" + e.getMessage() + ")");
    }
    return remarks;
  }

  private static Optional<String> differences(Map<String, Long> ours, Path jar) throws IOException {
    Map<String, Long> others = classes(jar);
    others.entrySet().removeIf(type -> isSame(ours.get(type.getKey()), type.getValue()));
    return others.keySet().stream()
        .findFirst()
        .map(
            type ->
                "%s has other versions of %d classes than gatherbench, such as %s"
                    .formatted(
                        jar.getFileName(),
                        others.size(),
                        type.replaceFirst("\\.class$", "").replace('/', '.')));
  }

  private static boolean isSame(Long our, Long other) {
    return our == null || our.equals(other);
  }

  /** Returns the checksums of classes by their files' names, sorted. */
  private static Map<String, Long> classes(Path jar) throws IOException {
    try (JarFile open = new JarFile(jar.toFile())) {
      return open.stream()
          .filter(file -> file.getName().matches("(?!META-INF/).*\\.class"))
          .collect(
              Collectors.toMap(
                  ZipEntry::getName, ZipEntry::getCrc, (one, same) -> one, TreeMap::new));
    }
  }

  /** Returns what a class path has, with what the manifests of its jars add, in the JVM's order. */
  static List<Path> entries(String classPath) throws IOException {
    Set<Path> entries = new LinkedHashSet<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      add(Path.of(entry), entries);
    }
    return List.copyOf(entries);
  }

  private static void add(Path entry, Set<Path> entries) throws IOException {
    // The JVM takes no offence at what is not there.
    if (!Files.exists(entry) || !entries.add(entry) || Files.isDirectory(entry)) {
      return;
    }
    List<String> more = List.of();
    try (JarFile jar = new JarFile(entry.toFile())) {
      if (jar.getManifest() != null) {
        Attributes main = jar.getManifest().getMainAttributes();
        String urls = Objects.requireNonNullElse(main.getValue(Attributes.Name.CLASS_PATH), "");
        more = Stream.of(urls.split(" +")).filter(url -> !url.isEmpty()).toList();
      }
    }
    for (String url : more) {
      try {
        add(Path.of(entry.toUri().resolve(url)), entries);
      } catch (IllegalArgumentException | FileSystemNotFoundException e) {
        // No file, which the JVM takes no offence at either.
        continue;
      }
    }
  }

  private static Path own() {
    try {
      return Path.of(ClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class loader's own URLs are URIs", e);
    }
  }
}
