package io.gatherbench.run.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * async-profiler's native library, copied out of the jar into a folder of this process's own, which
 * goes with the process. It comes for Linux on x86-64 and arm64 and for macOS.
 */
public final class ProfilerLibrary {

  private static final String NAME = "libasyncProfiler.so";
  private static final long ANSWER_SECONDS = 30;

  private final Path file;

  private ProfilerLibrary(Path file) {
    this.file = file;
  }

  /**
   * Copies the library for this system out of the jar.
   *
   * @return nothing if there is none for it, or it cannot be written anywhere
   */
  public static Optional<ProfilerLibrary> unpack() {
    String resource = "/" + platform() + "/" + NAME;
    try (InputStream library = ProfilerLibrary.class.getResourceAsStream(resource)) {
      if (library == null) {
        return Optional.empty();
      }
      Path folder = Files.createTempDirectory("gatherbench-profiler");
      Path file = folder.resolve(NAME);
      // In reverse order of these calls when the process ends: the forks are gone then.
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      Files.copy(library, file);
      return Optional.of(new ProfilerLibrary(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the folder in the jar for this system and processor; the jar need not have it. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    if (system.startsWith("mac")) {
      return "macos";
    }
    String known =
        switch (processor) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64" -> "arm64";
          default -> processor;
        };
    return system + "-" + known;
  }

  /** Returns the file of the library. */
  public Path file() {
    return file;
  }

  /**
   * Starts a short JVM with the library to check that it can profile it.
   *
   * @param flags what the JVM gets besides
   * @param start the command that starts the profiler
   * @return why it cannot, in words; empty if it can
   */
  public String whyNot(String executable, List<String> flags, String start) {
    List<String> command = new ArrayList<>();
    command.add(executable);
    command.addAll(flags);
    try {
      Path said = Files.createTempFile("gatherbench-profiler", ".txt");
      Path recording = Files.createTempFile("gatherbench-profiler", ".jfr");
      command.add("-agentpath:" + file + "=" + start + ",file=" + recording);
      command.add("-version");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
          return "a JVM with it does not end";
        }
        return verdict(process.exitValue(), Files.readAllLines(said, StandardCharsets.UTF_8));
      } finally {
        Files.delete(said);
        Files.delete(recording);
      }
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static String verdict(int status, List<String> said) {
    Optional<String> error =
        said.stream()
            .filter(line -> line.startsWith("[ERROR]") || line.contains("Could not find agent"))
            .findFirst();
    if (status == 0 && error.isEmpty()) {
      return "";
    }
    return error.orElse(said.isEmpty() ? "status " + status : said.get(0)).strip();
  }

  /**
   * Returns a command line of JMH's with the library's path added to {@code -prof async}. Words
   * that name a library of their own stay as they are, as do all where there is no library.
   */
  static List<String> withLibraryPath(List<String> words) {
    boolean wanted =
        words.stream().anyMatch(word -> isAsync(word) || isAsync(word.replaceFirst("^-prof=", "")));
    Optional<ProfilerLibrary> library = wanted ? unpack() : Optional.empty();
    return library.isEmpty()
        ? words
        : words.stream().map(word -> withLibraryPath(word, library.get().file())).toList();
  }

  private static String withLibraryPath(String word, Path file) {
    String prefix = word.startsWith("-prof=") ? "-prof=" : "";
    String profiler = word.substring(prefix.length());
    if (!isAsync(profiler)) {
      return word;
    }
    String rest = profiler.equals("async") ? "" : ";" + profiler.substring("async:".length());
    return prefix + "async:libPath=" + file + rest;
  }

  private static boolean isAsync(String word) {
    return word.equals("async") || word.startsWith("async:") && !word.contains("libPath=");
  }
}
