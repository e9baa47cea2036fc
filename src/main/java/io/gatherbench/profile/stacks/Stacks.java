package io.gatherbench.profile.stacks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;

/** Stacks with the number of samples of each. Immutable. */
public final class Stacks {

  /** A stack, the outermost frame first; its thread is empty if unknown. */
  public record Stack(String thread, List<Frame> frames) {}

  private final Map<Stack, Long> counts;

  private Stacks(Map<Stack, Long> counts) {
    this.counts = counts;
  }

  /**
   * Reads collapsed stacks: frames between semicolons, and behind the last blank the samples. A
   * first frame {@code [main tid=7]} is the thread.
   *
   * @throws IOException if a line has no number at its end
   */
  public static Stacks read(Stream<String> lines) throws IOException {
    Map<Stack, Long> counts = new LinkedHashMap<>();
    Map<String, Frame> known = new HashMap<>();
    for (String line : (Iterable<String>) lines::iterator) {
      int blank = line.lastIndexOf(' ');
      try {
        long count = Long.parseLong(line.substring(blank + 1));
        counts.merge(stack(line.substring(0, Math.max(0, blank)), known), count, Long::sum);
      } catch (NumberFormatException e) {
        throw new IOException("not a line of collapsed stacks: " + line, e);
      }
    }
    return new Stacks(counts);
  }

  private static Stack stack(String text, Map<String, Frame> known) {
    List<Frame> frames = new ArrayList<>();
    String thread = "";
    for (String part : text.split(";")) {
      int tid = part.lastIndexOf(" tid=");
      if (frames.isEmpty() && thread.isEmpty() && part.startsWith("[") && tid > 0) {
        thread = part.substring(1, tid);
      } else if (!part.isEmpty()) {
        frames.add(known.computeIfAbsent(part, Frame::parse));
      }
    }
    return new Stack(thread, List.copyOf(frames));
  }

  /**
   * Returns the same samples without inner frames that only some JDKs have. Otherwise all that such
   * a frame calls would look new in a comparison.
   */
  public Stacks aligned() {
    Map<Stack, Long> aligned = new LinkedHashMap<>();
    counts.forEach(
        (stack, count) -> {
          List<Frame> frames = new ArrayList<>(stack.frames());
          if (!frames.isEmpty()) {
            frames.subList(0, frames.size() - 1).removeIf(Frame::isGlue);
          }
          aligned.merge(new Stack(stack.thread(), List.copyOf(frames)), count, Long::sum);
        });
    return new Stacks(aligned);
  }

  /** Returns the number of samples. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Passes each stack to a consumer with its number of samples. */
  public void forEach(ObjLongConsumer<Stack> consumer) {
    counts.forEach(consumer::accept);
  }

  /**
   * Writes the stacks of all threads together, each number multiplied and rounded.
   *
   * @throws IOException if the file exists already or cannot be written
   */
  public void write(Path file, double scale) throws IOException {
    Map<String, Long> lines = new TreeMap<>();
    counts.forEach(
        (stack, count) ->
            lines.merge(
                String.join(";", stack.frames().stream().map(Frame::text).toList()),
                count,
                Long::sum));
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
      for (Map.Entry<String, Long> line : lines.entrySet()) {
        long value = Math.round(line.getValue() * scale);
        if (value > 0 && !line.getKey().isEmpty()) {
          writer.write(line.getKey() + " " + value + "\n");
        }
      }
    }
  }
}
