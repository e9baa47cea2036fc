package io.gatherbench.run.jdk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for JDKs where systems, version managers and IDEs put them. */
public final class JdkFinder {

  private static final List<String> OF_THE_SYSTEM =
      List.of(
          "usr/lib/jvm/*",
          "usr/lib64/jvm/*",
          "usr/java/*",
          "usr/local/openjdk-*",
          "opt/java/*",
          "opt/jdk*",
          "opt/jdks/*",
          "Library/Java/JavaVirtualMachines/*",
          "opt/homebrew/opt/openjdk*/libexec/openjdk.jdk",
          "usr/local/opt/openjdk*/libexec/openjdk.jdk",
          "home/linuxbrew/.linuxbrew/opt/openjdk*/libexec");

  private static final List<String> OF_THE_USER =
      List.of(
          ".jenv/versions/*", ".jdks/*", ".gradle/jdks/*", "Library/Java/JavaVirtualMachines/*");

  private static final Pattern LISTED_BY_JAVA_HOME = Pattern.compile("^\\s+.*\\s(/\\S.*)$");

  private final Map<String, String> environment;
  private final Path home;
  private final Path root;

  public JdkFinder(Map<String, String> environment, Path home, Path root) {
    this.environment = environment;
    this.home = home;
    this.root = root;
  }

  /** Returns the homes of the JDKs found, each once even if several links lead to it. */
  public List<Path> homes() {
    List<Path> candidates = new ArrayList<>();
    environment.forEach(
        (name, value) -> {
          // JAVA_HOME_17_X64 and the like are what CI services set.
          if (name.equals("JAVA_HOME") || name.startsWith("JAVA_HOME_")) {
            candidates.add(Path.of(value));
          }
        });
    OF_THE_SYSTEM.forEach(pattern -> candidates.addAll(expand(root, pattern)));
    OF_THE_USER.forEach(pattern -> candidates.addAll(expand(home, pattern)));
    candidates.addAll(expand(managed("SDKMAN_DIR", ".sdkman"), "candidates/java/*"));
    candidates.addAll(expand(managed("ASDF_DATA_DIR", ".asdf"), "installs/java/*"));
    candidates.addAll(expand(managed("MISE_DATA_DIR", ".local/share/mise"), "installs/java/*"));
    candidates.addAll(listedByJavaHome());
    Map<Path, Path> homesByJava = new LinkedHashMap<>();
    for (Path candidate : candidates) {
      for (Path jdk : List.of(candidate, candidate.resolve("Contents").resolve("Home"))) {
        Path java = jdk.resolve("bin").resolve("java");
        if (Files.isExecutable(java)) {
          homesByJava.putIfAbsent(real(java), jdk);
        }
      }
    }
    return List.copyOf(homesByJava.values());
  }

  private Path managed(String variable, String otherwise) {
    String set = environment.get(variable);
    return set == null || set.isEmpty() ? home.resolve(otherwise) : Path.of(set);
  }

  /** Returns the paths that match a pattern, parts of which may have asterisks. */
  private static List<Path> expand(Path from, String pattern) {
    Stream<Path> found = Stream.of(from);
    for (String part : pattern.split("/")) {
      found = found.flatMap(folder -> matching(folder, part));
    }
    return found.toList();
  }

  private static Stream<Path> matching(Path folder, String part) {
    if (!part.contains("*")) {
      return Stream.of(folder.resolve(part));
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, part)) {
      entries.forEach(found::add);
    } catch (IOException e) {
      // No folder, or one that may not be read and has nothing for this user.
      return Stream.empty();
    }
    return found.stream().sorted();
  }

  private List<Path> listedByJavaHome() {
    Path tool = root.resolve("usr/libexec/java_home");
    try {
      return ProgramOutput.of(List.of(tool.toString(), "-V")).lines().stream()
          .map(LISTED_BY_JAVA_HOME::matcher)
          .filter(Matcher::matches)
          .map(line -> Path.of(line.group(1)))
          .toList();
    } catch (IOException e) {
      // There is no such program here.
      return List.of();
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
