package io.gatherbench.run.jmh;

import io.gatherbench.run.jdk.ProgramOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * async-profiler's native library, copied out of the jar into a folder that goes with the process.
 * The jar has it for Linux on x86-64 and arm64 and for macOS.
 */
public record ProfilerLibrary(Path file) {

  private static final String NAME = "libasyncProfiler.so";

  /** {@code async} with options that name no library, as the value of {@code -prof} or with it. */
  private static final Pattern ASYNC =
      Pattern.compile("((?:-prof=)?async)(?::(?!.*libPath=)(.*))?");

  /** Copies the library out of the jar; empty if this system has none, or it cannot be written. */
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
    String known = processor.replaceFirst("amd64|x86_64", "x64").replace("aarch64", "arm64");
    return system.startsWith("mac") ? "macos" : system + "-" + known;
  }

  /** Profiles a short JVM with the command {@code start}; returns why that failed, or nothing. */
  public String whyNot(String executable, List<String> flags, String start) {
    List<String> command = new ArrayList<>(flags);
    command.add(0, executable);
    try {
      Path recording = Files.createTempFile("gatherbench-profiler", ".jfr");
      command.add("-agentpath:" + file + "=" + start + ",file=" + recording);
      command.add("-version");
      try {
        return verdict(ProgramOutput.of(command));
      } finally {
        Files.delete(recording);
      }
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String verdict(ProgramOutput output) {
    List<String> lines = output.lines();
    Optional<String> error =
        lines.stream()
            .filter(line -> line.startsWith("[ERROR]") || line.contains("Could not find agent"))
            .findFirst();
    return switch (output.status()) {
      case ProgramOutput.KILLED -> "a JVM with it does not end";
      case 0 -> error.orElse("").strip();
      default -> error.orElse(lines.isEmpty() ? "status " + output.status() : lines.get(0)).strip();
    };
  }

  /** Adds the library's path to words of {@code -prof async} that name none, if there is one. */
  static List<String> withLibraryPath(List<String> words) {
    boolean wanted = words.stream().anyMatch(word -> ASYNC.matcher(word).matches());
    Optional<ProfilerLibrary> library = wanted ? unpack() : Optional.empty();
    return library.isEmpty()
        ? words
        : words.stream().map(word -> withLibraryPath(word, library.get().file)).toList();
  }

  private static String withLibraryPath(String word, Path file) {
    Matcher async = ASYNC.matcher(word);
    if (!async.matches()) {
      return word;
    }
    String options = async.group(2) == null ? "" : ";" + async.group(2);
    return async.group(1) + ":libPath=" + file + options;
  }
}
