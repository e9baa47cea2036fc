package io.gatherbench.profile;

import io.gatherbench.profile.stacks.VirtualThreadCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** A reader of the flight recorder's events of virtual threads. */
final class VirtualThreadReader {

  private VirtualThreadReader() {}

  /**
   * Counts the events of a recording.
   *
   * @param carriers the number of platform threads that carried virtual ones; 0 if unknown
   * @throws IOException if it is no recording or cannot be read
   */
  static VirtualThreadCounts read(Path recording, long carriers) throws IOException {
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
    RecordedStackTrace trace = event.getStackTrace();
    // JDK 24 and later say why.
    String reason =
        event.hasField("pinnedReason") && event.getString("pinnedReason") != null
            ? event.getString("pinnedReason") + ": "
            : "";
    return trace == null
        ? reason + "no stack"
        : reason
            + trace.getFrames().stream()
                .filter(RecordedFrame::isJavaFrame)
                .map(
                    frame ->
                        frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
                .filter(name -> !name.startsWith("java.lang.VirtualThread.park"))
                .collect(Collectors.joining(" < "));
  }
}
