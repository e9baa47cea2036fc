package io.gatherbench.profile.stacks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Virtual threads as the JDK's flight recorder counted them in one fork.
 *
 * @param carriers the platform threads that carried them; 0 if unknown
 * @param pinned waits that kept the carrier, by stack: the reason, where the JDK says it, and the
 *     methods with {@code <} between them, the innermost first
 */
public record VirtualThreadCounts(long started, long carriers, Map<String, Long> pinned) {

  public VirtualThreadCounts {
    pinned = Map.copyOf(pinned);
  }

  /** Counts the events of a recording. */
  public static VirtualThreadCounts read(Path recording, long carriers) throws IOException {
    long started = 0;
    Map<String, Long> pinned = new HashMap<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        switch (event.getEventType().getName()) {
          case "jdk.VirtualThreadStart" -> started++;
          case "jdk.VirtualThreadPinned" -> pinned.merge(stack(event), 1L, Long::sum);
          default -> {}
        }
      }
    }
    return new VirtualThreadCounts(started, carriers, pinned);
  }

  private static String stack(RecordedEvent event) {
    // JDK 24 and later say why.
    String reason = event.hasField("pinnedReason") ? event.getString("pinnedReason") : null;
    String stack =
        event.getStackTrace() == null
            ? "no stack"
            : event.getStackTrace().getFrames().stream()
                .filter(RecordedFrame::isJavaFrame)
                .map(RecordedFrame::getMethod)
                .map(method -> method.getType().getName() + "." + method.getName())
                .filter(name -> !name.startsWith("java.lang.VirtualThread.park"))
                .collect(Collectors.joining(" < "));
    return reason == null ? stack : reason + ": " + stack;
  }

  /** Returns the stacks with their counts, the most frequent first. */
  public List<Map.Entry<String, Long>> pinnedStacks() {
    return pinned.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .toList();
  }

  /** Returns the number of waits that kept the carrier, such as {@code pinned once}. */
  public String pinnedInWords() {
    long times = pinned.values().stream().mapToLong(Long::longValue).sum();
    return times == 0 ? "never pinned" : times == 1 ? "pinned once" : "pinned " + times + " times";
  }
}
