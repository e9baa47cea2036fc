package io.gatherbench.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's files in {@code proc} and {@code sys} below a root, {@code /} except in tests. A
 * file that is missing or may not be read gives an empty result, no error. Thread-safe.
 */
public record KernelFiles(Path root) {

  private static final int STEAL = 8;

  /** HotSpot's names of its compiler's threads, cut off by the kernel after 15 letters. */
  private static final List<String> COMPILERS = List.of("C1 ", "C2 ", "JVMCI");

  /** The machine's ticks since it started, idle or not, and those the hypervisor gave to others. */
  public record MachineTicks(long total, long stolen, int processors) {}

  /** A process, the id of the one that started it, and its processor time in the kernel's ticks. */
  public record ProcessTimes(String name, long parent, long userTicks, long systemTicks) {}

  /** Returns those of this machine. */
  public static KernelFiles ofThisMachine() {
    return new KernelFiles(Path.of("/"));
  }

  /** Returns a file's text without blanks around it; the path has no leading slash. */
  public Optional<String> text(String path) {
    try {
      // Bytes, because not every file here is of the encoding that Java expects.
      byte[] bytes = Files.readAllBytes(root.resolve(path));
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the whole number in a file; empty also for a number beyond a long. */
  public Optional<Long> number(String path) {
    return text(path).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
  }

  /** Returns the first of the numbers in a file, which blanks divide; empty if there is none. */
  public Optional<Long> firstNumber(String path) {
    return text(path)
        .flatMap(
            text -> {
              int end = text.indexOf(' ');
              return parsed(end < 0 ? text : text.substring(0, end));
            });
  }

  private static Optional<Long> parsed(String number) {
    try {
      return Optional.of(Long.valueOf(number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns what follows {@code key:} in the first line that begins so. */
  public Optional<String> field(String path, String key) {
    return text(path).flatMap(text -> fieldOf(text, key));
  }

  /** Returns what follows {@code key:} in the first line of a text that begins so. */
  public static Optional<String> fieldOf(String text, String key) {
    // Read for each of a thousand threads before and after an iteration: no regular expressions.
    for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
      int colon = text.indexOf(':', at);
      boolean begins = at == 0 || text.charAt(at - 1) == '\n';
      if (begins && colon >= 0 && text.substring(at + key.length(), colon).isBlank()) {
        int end = text.indexOf('\n', colon);
        return Optional.of(text.substring(colon + 1, end < 0 ? text.length() : end).strip());
      }
    }
    return Optional.empty();
  }

  /** Returns the names in a folder, in no order; none if there is no such folder. */
  public List<String> names(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder))) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (IOException e) {
      return List.of();
    }
    return names;
  }

  /** Returns the target of a symbolic link, as it is written there. */
  public Optional<String> link(String path) {
    try {
      return Optional.of(Files.readSymbolicLink(root.resolve(path)).toString());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** Writes to a file that exists, and returns whether the kernel took it. */
  public boolean write(String path, String text) {
    try {
      Files.writeString(root.resolve(path), text, StandardOpenOption.WRITE);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns the processor time, in nanoseconds, of those threads of a JVM that compile; empty where
   * the system does not tell. A thread that ends takes its time with it.
   *
   * @param process its id or {@code self}
   */
  public Optional<Long> compilerNanos(String process) {
    String tasks = "proc/" + process + "/task/";
    return names(tasks).stream()
        .filter(id -> isCompiler(text(tasks + id + "/comm").orElse("")))
        .flatMap(id -> firstNumber(tasks + id + "/schedstat").stream())
        .reduce(Long::sum)
        // A kernel without these statistics has zeros.
        .filter(nanos -> nanos > 0);
  }

  /** Tells whether a thread of that name, as the kernel has it, compiles. */
  public static boolean isCompiler(String thread) {
    return COMPILERS.stream().anyMatch(thread::startsWith);
  }

  /** Returns the processor time of the machine; see {@code proc_stat(5)}. */
  public Optional<MachineTicks> machineTicks() {
    return text("proc/stat").filter(text -> text.startsWith("cpu ")).map(KernelFiles::ticks);
  }

  private static MachineTicks ticks(String text) {
    String[] all = text.lines().findFirst().orElse("").split(" +");
    long total = 0;
    // user nice system idle iowait irq softirq steal; guests' time is in user's already.
    for (int i = 1; i <= Math.min(all.length - 1, STEAL); i++) {
      total += Long.parseLong(all[i]);
    }
    long processors = text.lines().filter(line -> line.matches("cpu\\d+ .*")).count();
    return new MachineTicks(
        total, all.length > STEAL ? Long.parseLong(all[STEAL]) : 0, (int) Math.max(1, processors));
  }

  /** Returns a process by its id or {@code self}; see {@code proc_pid_stat(5)}. */
  public Optional<ProcessTimes> processTimes(String id) {
    return text("proc/" + id + "/stat").flatMap(KernelFiles::times);
  }

  /** The name stands in brackets and may hold any character. */
  private static Optional<ProcessTimes> times(String stat) {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    if (open < 0 || close < open) {
      return Optional.empty();
    }
    String[] rest = stat.substring(close + 2).split(" ");
    return Optional.of(
        new ProcessTimes(
            stat.substring(open + 1, close),
            Long.parseLong(rest[1]),
            Long.parseLong(rest[11]),
            Long.parseLong(rest[12])));
  }
}
