package io.gatherbench.benchmark.evidence;

import io.gatherbench.results.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Counts virtual threads and their waits while pinned to a carrier, with JFR. An event for each
 * thread disturbs: only for forks whose times are not used.
 */
public final class PinningProfiler extends IterationProfiler {

  private static final String STARTED = "jdk.VirtualThreadStart";
  private static final String ENDED = "jdk.VirtualThreadEnd";
  private static final String PINNED = "jdk.VirtualThreadPinned";

  private volatile Recording recording;

  @Override
  public String getDescription() {
    return "Virtual threads: how many, and how often pinned";
  }

  /** Starts recording already: the state starts no virtual thread before the work begins. */
  @Override
  void prepare() {
    recording = new Recording();
    // JDKs that have no virtual threads know no such events and record none.
    recording.enable(STARTED).withoutStackTrace();
    recording.enable(ENDED).withoutStackTrace();
    recording.enable(PINNED).withoutStackTrace().withThreshold(Duration.ZERO);
    recording.start();
  }

  @Override
  void end() {
    recording.stop();
  }

  @Override
  Map<Metric, Double> metrics(long operations) {
    if (recording == null) {
      return Map.of();
    }
    try (Recording done = recording) {
      recording = null;
      return count(done, operations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Metric, Double> count(Recording done, double operations) throws IOException {
    Path file = Files.createTempFile("gatherbench", ".jfr");
    try {
      done.dump(file);
      List<RecordedEvent> events = new ArrayList<>(RecordingFile.readAllEvents(file));
      events.sort(Comparator.comparing(RecordedEvent::getStartTime));
      double started = 0;
      double ended = 0;
      double peak = 0;
      double pinned = 0;
      for (RecordedEvent event : events) {
        switch (event.getEventType().getName()) {
          case STARTED -> started++;
          case ENDED -> ended++;
          case PINNED -> pinned++;
          default -> {
            // Events about the recording itself.
          }
        }
        peak = Math.max(peak, started - ended);
      }
      return Map.of(
          Metric.PINNED_PER_GATHER, pinned / operations,
          Metric.VIRTUAL_THREADS_PER_GATHER, started / operations,
          Metric.VIRTUAL_THREADS_PEAK, peak);
    } finally {
      Files.delete(file);
    }
  }
}
