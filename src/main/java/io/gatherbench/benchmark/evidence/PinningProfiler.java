package io.gatherbench.benchmark.evidence;

import io.gatherbench.results.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Counts, with the JDK's flight recorder, the virtual threads of an iteration: how many there were,
 * and how often one was pinned to its carrier while it waited. An event for each thread disturbs,
 * so that this is for forks whose time is not used. JMH creates it by name.
 */
public final class PinningProfiler implements InternalProfiler, CostsMXBean {

  private static final String NAME = "virtual-threads";
  private static final String STARTED = "jdk.VirtualThreadStart";
  private static final String ENDED = "jdk.VirtualThreadEnd";
  private static final String PINNED = "jdk.VirtualThreadPinned";

  private volatile Recording recording;

  /** As JMH wants it. */
  public PinningProfiler() {}

  @Override
  public String getDescription() {
    return "Virtual threads: how many, and how often pinned";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    Costs.register(NAME, this);
  }

  @Override
  public void prepare() {
    recording = new Recording();
    // JDKs that have no virtual threads know no such events and record none.
    recording.enable(STARTED).withoutStackTrace();
    recording.enable(ENDED).withoutStackTrace();
    recording.enable(PINNED).withoutStackTrace().withThreshold(Duration.ZERO);
    recording.start();
  }

  @Override
  public void begin() {
    // Recording since prepare: nothing of what the fixture does between is a virtual thread.
  }

  @Override
  public void end() {
    recording.stop();
  }

  @Override
  public void collect(long requests) {
    // Counted by operations instead, which JMH knows.
  }

  /** What was recorded; empty for a benchmark whose state does not say when its work begins. */
  @Override
  public List<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Costs.unregister(NAME);
    if (recording == null) {
      return List.of();
    }
    try (Recording done = recording) {
      recording = null;
      return count(done, Math.max(1, result.getMetadata().getAllOps()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ScalarResult> count(Recording done, double operations) throws IOException {
    Path file = Files.createTempFile("gatherbench", ".jfr");
    try {
      done.dump(file);
      long started = 0;
      long ended = 0;
      long peak = 0;
      long pinned = 0;
      List<RecordedEvent> events =
          RecordingFile.readAllEvents(file).stream()
              .sorted((one, other) -> one.getStartTime().compareTo(other.getStartTime()))
              .toList();
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
      return List.of(
          scalar(Metric.PINNED_PER_GATHER.id(), pinned / operations, AggregationPolicy.AVG),
          scalar(
              Metric.VIRTUAL_THREADS_PER_GATHER.id(), started / operations, AggregationPolicy.AVG),
          scalar(Metric.VIRTUAL_THREADS_PEAK.id(), peak, AggregationPolicy.MAX));
    } finally {
      Files.delete(file);
    }
  }

  private static ScalarResult scalar(String label, double value, AggregationPolicy policy) {
    return new ScalarResult(label, value, "#", policy);
  }
}
