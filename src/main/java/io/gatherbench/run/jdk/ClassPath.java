package io.gatherbench.run.jdk;

import io.gatherbench.results.UnusableInputException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * Compares the jars with each other, by the checksums of classes.
   *
   * @return which have other versions of classes than one before them, a line each
   * @throws UnusableInputException if gatherbench's jar has: its stub and clients would run on code
   *     that they were not made for
   */
  public static List<String> check() throws UnusableInputException {
    return Files.isRegularFile(own()) ? check(ofThisProcess(), own()) : List.of();
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
    Map<String, Long> checksums = new HashMap<>();
    Map<String, Path> firsts = new HashMap<>();
    try {
      List<Path> jars = entries(classPath).stream().filter(Files::isRegularFile).toList();
      for (Path jar : jars.size() > 1 ? jars : List.<Path>of()) {
        Map<String, Long> classes = classes(jar);
        List<String> others =
            classes.keySet().stream()
                .filter(type -> checksums.containsKey(type))
                .filter(type -> !checksums.get(type).equals(classes.get(type)))
                .toList();
        if (!others.isEmpty()) {
          Path first = firsts.get(others.get(0));
          String line = line(jar, others, first);
          if (Files.isSameFile(jar, own)) {
            throw new UnusableInputException(
                "class path", classPath, jar.getFileName() + " before " + first + "; " + line);
          }
          remarks.add(line + "; the latter counts: take its version, or relocate the library");
        }
        classes.keySet().forEach(type -> firsts.putIfAbsent(type, jar));
        classes.forEach(checksums::putIfAbsent);
      }
    } catch (IOException e) {
      throw new UnusableInputException(
          "class path", classPath, "jars and folders (" + e.getMessage() + ")");
    }
    return remarks;
  }

  private static String line(Path jar, List<String> types, Path first) {
    return "%s differs from %s in %d of its classes, such as %s"
        .formatted(
            jar.getFileName(),
            first.getFileName(),
            types.size(),
            types.get(0).replaceFirst("\\.class$", "").replace('/', '.'));
  }

  /** Returns the checksums of classes by their files' names, sorted. */
  private static Map<String, Long> classes(Path jar) throws IOException {
    try (JarFile open = new JarFile(jar.toFile())) {
      return open.stream()
          .filter(
              file -> file.getName().matches("(?!META-INF/|(.*/)?(module|package)-info).*\\.class"))
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
